import type { ErrorCode, OmmError } from '../errors.js'
import type { StateCode } from '../wire/enums.js'
import type { Service } from './service.js'

/** Since when services may have changed without a word, and why. */
export interface ServicesStale {
  /** Milliseconds since 1970. */
  readonly since: number
  /** What made the directory stale. */
  readonly cause: {
    /** Code of the server's state, or of the error that ended the session. */
    readonly code: StateCode | ErrorCode
    /** The same in words. */
    readonly text: string
    /** The error that ended the session; absent when there is none. */
    readonly error?: OmmError
  }
}

/** The services of the server. A new object with every change; services that did not change stay the same objects. */
export interface Services {
  /** The services whose name is known, by name. */
  readonly byName: ReadonlyMap<string, Service>
  /** All services, by number. */
  readonly byNumber: ReadonlyMap<number, Service>
  /** `false` while the server keeps them up to date; else these are the last ones that were known. */
  readonly stale: false | ServicesStale
}

const takesRequests = ({ state }: Service): boolean => state.up && state.accepting

/**
 * Services by number, with the names that go with them. Of two with the same name the one counts that takes requests,
 * and else the later one.
 */
export const servicesOf = (byNumber: ReadonlyMap<number, Service>, stale: Services['stale']): Services => {
  const byName = new Map<string, Service>()
  for (const service of byNumber.values()) {
    if (service.name === undefined) continue
    const other = byName.get(service.name)
    if (other === undefined || takesRequests(service) || !takesRequests(other))
      byName.set(service.name, service)
  }
  return { byName, byNumber, stale }
}
