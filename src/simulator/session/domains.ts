import { domain, type Domain } from '../../wire/domain.js'
import type { Settings } from '../settings.js'

/** True for the name of a domain. */
export const isDomainName = (name: string): boolean => domain(name) === name

/** The number of a domain if there can be such a one. */
export const domainNumber = (raw: number): number | undefined =>
  Number.isInteger(raw) && raw >= 1 && raw <= 255 ? raw : undefined

/** Numbers of the domains that services offer: prices, books, lists, curves and news. */
const usual: readonly number[] = [6, 7, 8, 9, 10, 22, 33]

/** Dictionaries, which are no items. */
const dictionaries = 5

/** Numbers of the domains that services of this simulator offer. */
export const capabilities = ({ customDomains }: Settings): readonly number[] => [
  ...new Set([dictionaries, ...usual, ...customDomains]),
]

/** True where items of this domain are served. */
export const isServed = ({ customDomains }: Settings, name: Domain): boolean =>
  [...usual, ...customDomains].some((number) => domain(number) === name)

/** The member `Domain` of a message, which servers leave out for prices. */
export const domainMember = (name: Domain): { readonly Domain?: Domain } =>
  name === 'MarketPrice' ? {} : { Domain: name }
