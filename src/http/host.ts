/** Host name in the form in which names are compared. */
const plain = (host: string): string => host.toLowerCase().replace(/\.$/, '')

const ipv4 = /^\d{1,3}(\.\d{1,3}){3}$/

const isAddress = (host: string): boolean => ipv4.test(host) || host.includes(':')

/** True for names and addresses of this machine, where traffic never meets a network. */
export const isLoopback = (host: string): boolean => {
  const name = plain(host)
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '[::1]' ||
    name === '::1' ||
    (ipv4.test(name) && name.startsWith('127.'))
  )
}

/** True when `host` is `domain` or a name below it. */
export const isUnder = (host: string, domain: string): boolean => {
  const name = plain(host)
  const top = plain(domain).replace(/^\./, '')
  return top !== '' && (name === top || (!isAddress(name) && name.endsWith(`.${top}`)))
}

/**
 * The domain whose names count as relatives of `host`: its parent, where that is safe to say without a list
 * of public suffixes. `api.example.com` gives `example.com`. Country domains sell names on the second level
 * (`example.co.uk`), so below a two-letter ending one label more is asked for. Otherwise, and for addresses,
 * there are no relatives.
 */
export const familyOf = (host: string): string | undefined => {
  const name = plain(host)
  if (isAddress(name)) return undefined
  const labels = name.split('.')
  const least = labels.at(-1)?.length === 2 ? 4 : 3
  return labels.length < least ? undefined : labels.slice(1).join('.')
}

/** True when credentials meant for `home` may travel to `host`. */
export const isTrusted = (host: string, home: string, allowed: readonly string[]): boolean => {
  const family = familyOf(home)
  return (
    plain(host) === plain(home) ||
    (isLoopback(host) && isLoopback(home)) ||
    (family !== undefined && isUnder(host, family)) ||
    allowed.some((domain) => isUnder(host, domain))
  )
}
