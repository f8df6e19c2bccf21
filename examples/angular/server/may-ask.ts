import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether a request may be answered. Listening on this machine alone is not enough, for any page that is open in a
 * browser can send requests here: this back end would hand it tokens, or have its buttons pressed.
 *
 * The name in `Host` has to be one of this machine, so that no other site can pass for this one by pointing its own name
 * here. And what is no file has to be asked for by the page itself: browsers say so in `Sec-Fetch-Site`, and in `Origin`
 * where the request can change something. Programs other than browsers send neither, and no page can make them.
 */
export const mayAsk = (
  headers: Pick<IncomingHttpHeaders, 'host' | 'origin' | 'sec-fetch-site'>,
  port: number,
  isFile: boolean,
): boolean => {
  const { host, origin, 'sec-fetch-site': site } = headers
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  if (host === undefined || !hosts.includes(host)) return false
  if (isFile) return true
  return (
    (site === undefined || site === 'same-origin') && (origin === undefined || origin === `http://${host}`)
  )
}
