import * as t from 'io-ts'
import { checkOptions } from '../options/check-options.js'
import { anyFunction, filledText } from '../options/codecs.js'
import { TokenError } from '../errors.js'
import { exchangeOptions, isInsecure, serviceOptions, type ServiceOptions } from '../http/service-options.js'
import type { ExchangeOptions } from '../http/exchange.js'

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
export const suppliedText = t.union([filledText, anyFunction], 'a text that is not empty, or a function')

/** Checks {@link TokenServiceOptions}. */
export const tokenServiceOptions = t.intersection([
  serviceOptions,
  t.partial({ scope: filledText, random: anyFunction }),
])

/**
 * Checks the options of a grant and fills in what the exchange needs.
 *
 * @throws UsageError `invalid-options`
 * @throws TokenError `insecure-transport`
 */
export const tokenExchangeOptions = (
  name: string,
  codec: t.Mixed,
  defaultUrl: string,
  options: TokenServiceOptions,
): ExchangeOptions => {
  checkOptions(name, codec, options)
  const exchange = exchangeOptions('token service', defaultUrl, options)
  if (isInsecure(exchange.url, options)) {
    throw new TokenError(
      'insecure-transport',
      `${name}: \`url\` would send credentials unencrypted over the network`,
    )
  }
  return exchange
}
