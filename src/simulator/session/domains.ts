import { domain } from '../../wire/enums.js'

/** True for the name of a domain. */
export const isDomainName = (name: string): boolean => domain(name) === name

/** The number of a domain if there can be such a one. */
export const domainNumber = (raw: number): number | undefined =>
  Number.isInteger(raw) && raw >= 1 && raw <= 255 ? raw : undefined

/** Numbers of the domains that services of the simulator offer: here only level-1 prices. */
export const capabilities: readonly number[] = [6]
