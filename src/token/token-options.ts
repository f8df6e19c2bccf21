import { fitting, type Check, type Checks } from '../options/check.js'
import { checkOptions } from '../options/check-options.js'
import { anyFunction, filledText } from '../options/checks.js'
import { TokenError } from '../errors.js'
import { exchangeOptions, isInsecure, serviceOptions, type ServiceOptions } from '../http/service-options.js'
import type { ExchangeOptions } from '../http/exchange.js'
import type { Supplied } from './supplied.js'

/** What the sources that talk to the vendor's token service have in common. */
export interface TokenServiceOptions extends ServiceOptions {
  /**
   * What the token shall be good for, as a list with spaces.
   * @defaultValue `'trapi.streaming.pricing.read'`
   */
  readonly scope?: string
  /**
   * Gives numbers from 0 to below 1, for the jitter of retries.
   * @defaultValue `Math.random`
   */
  readonly random?: () => number
}

/** The narrowest scope that is enough for streaming. */
export const defaultScope = 'trapi.streaming.pricing.read'

/** A text, or a function that supplies it. */
export const suppliedText = /* @__PURE__ */ fitting(
  'a text that is not empty, or a function',
  (value): value is Supplied<string> => filledText.is(value) || anyFunction.is(value),
)

/** Checks of the members of {@link TokenServiceOptions}, all of which may be absent. */
export const tokenServiceOptions: Checks = { ...serviceOptions, scope: filledText, random: anyFunction }

/**
 * Checks the options of a grant and fills in what the exchange needs.
 *
 * @throws UsageError `invalid-options`
 * @throws TokenError `insecure-transport`
 */
export const tokenExchangeOptions = (
  name: string,
  check: Check,
  defaultUrl: string,
  options: TokenServiceOptions,
): ExchangeOptions => {
  checkOptions(name, check, options)
  const exchange = exchangeOptions('token service', defaultUrl, options)
  if (isInsecure(exchange.url, options)) {
    throw new TokenError(
      'insecure-transport',
      `${name}: \`url\` would send credentials unencrypted over the network`,
    )
  }
  return exchange
}
