import { isLoopback, isTrusted } from './host.js'
import type { HttpRequest, HttpResponse } from './http.js'

/** Where a redirect leads, or why it is not followed. */
export type Redirect =
  /** Send the same request to `url`; keep the address when `permanent`. */
  | { readonly kind: 'follow'; readonly url: string; readonly permanent: boolean }
  /** Following would carry credentials out of reach. `where` is the host as the service names it. */
  | { readonly kind: 'untrusted'; readonly why: string }
  /** A redirect that leads nowhere. */
  | { readonly kind: 'broken'; readonly why: string }

/** The rule by which redirects are followed. */
export interface RedirectRule {
  /** The configured address; all hops are measured against it, not against the hop before. */
  readonly home: string
  /** Domains that may get the credentials besides the host of `home` and its relatives. */
  readonly allowedHosts: readonly string[]
}

const statuses: Readonly<Record<number, 'permanent' | 'temporary'>> = {
  301: 'permanent',
  302: 'temporary',
  307: 'temporary',
  308: 'permanent',
}

const parse = (location: string, base: string): URL | undefined =>
  URL.canParse(location, base) ? new URL(location, base) : undefined

/**
 * Decides on an answer to `request`: a redirect and where it leads, or `undefined` when it is no redirect.
 * Method and body are kept for every redirect that is followed. A 303 asks for a GET, so only a GET follows it.
 */
export const redirectOf = (
  request: Pick<HttpRequest, 'method' | 'url'>,
  response: HttpResponse,
  { home, allowedHosts }: RedirectRule,
): Redirect | undefined => {
  if (response.status === 0) {
    return { kind: 'untrusted', why: 'a redirect that this platform does not let a program look at' }
  }
  const kind = response.status === 303 && request.method === 'GET' ? 'temporary' : statuses[response.status]
  if (kind === undefined) return undefined
  const location = response.headers.location ?? ''
  const target = location === '' ? undefined : parse(location, request.url)
  if (target === undefined) return { kind: 'broken', why: 'a redirect without a usable Location' }
  const homeHost = new URL(home).hostname
  const local = isLoopback(target.hostname) && isLoopback(homeHost)
  if (target.protocol !== 'https:' && !(target.protocol === 'http:' && local)) {
    return { kind: 'untrusted', why: `a redirect to ${target.protocol} that is not encrypted` }
  }
  if (!isTrusted(target.hostname, homeHost, allowedHosts)) {
    return { kind: 'untrusted', why: `a redirect to the host ${target.hostname}` }
  }
  target.username = ''
  target.password = ''
  target.hash = ''
  return { kind: 'follow', url: target.href, permanent: kind === 'permanent' }
}
