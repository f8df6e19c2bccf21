import { type Clock, defaultClock, longestTimer } from '../time/clock.js'
import { fitting, type Checks } from '../options/check.js'
import { anyFunction, flag, listOfDomains, numberWithin } from '../options/checks.js'
import type { ExchangeOptions } from './exchange.js'
import { fetchHttp } from './fetch-http.js'
import { isLoopback } from './host.js'
import type { Http } from './http.js'

/** How to reach an HTTP service that is sent credentials. */
export interface ServiceOptions {
  /**
   * Address of the service. `https:` is required, but for this machine's own names and addresses.
   * @defaultValue the vendor's address of the service
   */
  readonly url?: string
  /**
   * Sends the requests.
   * @defaultValue {@link fetchHttp}
   */
  readonly http?: Http
  /**
   * Tells the time, in milliseconds since 1970.
   * @defaultValue the clock of RxJS's default scheduler
   */
  readonly clock?: Clock
  /**
   * Longest wait for the answer to one request, in milliseconds.
   * @defaultValue `30_000`
   */
  readonly timeout?: number
  /**
   * Domains that a redirect may lead to besides the host of `url` and its relatives: a domain stands for itself
   * and all names below it. Relatives are the names under the same parent domain (`api.example.com` and
   * `login.example.com`), where the host has at least three labels, four under a country's ending. Redirects
   * to other hosts, or to `http:`, are never followed: they end with `untrusted-redirect`.
   * @defaultValue none
   */
  readonly allowedRedirectHosts?: readonly string[]
  /**
   * Lets credentials travel unencrypted when `url` begins with `http:`. Anyone on the way can read them.
   * @defaultValue `false`
   */
  readonly dangerouslySendCredentialsInClear?: boolean
}

/** Addresses without user name and password, which would end up in logs. */
const serviceUrl = fitting('an http(s) address without user name and password', (value): value is string => {
  if (typeof value !== 'string' || !URL.canParse(value)) return false
  const { protocol, username, password } = new URL(value)
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === ''
})

/** Checks of the members of {@link ServiceOptions}, all of which may be absent. */
export const serviceOptions: Checks = {
  url: serviceUrl,
  http: anyFunction,
  clock: anyFunction,
  timeout: numberWithin(1, longestTimer),
  allowedRedirectHosts: listOfDomains,
  dangerouslySendCredentialsInClear: flag,
}

/** Fills in the defaults. The options have been checked with {@link serviceOptions}. */
export const exchangeOptions = (
  name: string,
  defaultUrl: string,
  options: ServiceOptions,
): ExchangeOptions => {
  const {
    url = defaultUrl,
    http = fetchHttp,
    clock = defaultClock,
    timeout = 30_000,
    allowedRedirectHosts = [],
  } = options
  return { name, url, http, clock, timeout, allowedRedirectHosts }
}

/** True when `url` would carry credentials over a network in the clear, and that was not asked for. */
export const isInsecure = (
  url: string,
  { dangerouslySendCredentialsInClear = false }: ServiceOptions,
): boolean => {
  const { protocol, hostname } = new URL(url)
  return protocol !== 'https:' && !isLoopback(hostname) && !dangerouslySendCredentialsInClear
}
