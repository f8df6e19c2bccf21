import type { Service } from '../../directory/service.js'
import type { ServiceLookup } from '../../directory/service-lookup.js'
import type { Lane, Line, Lines } from './service-line.js'

/** How much services take. A limit holds for all who mean the service: some by its name, others by its number. */
export interface ServiceRoom {
  /** How many more items of a lane may be asked for now. */
  readonly left: (lane: Lane) => number
  /** Half of the requests that may be under way, or more, are. */
  readonly isBusy: (lane: Lane) => boolean
  /** The service allows no further open item of this kind. */
  readonly isFull: (lane: Lane) => boolean
  /** Every line that means the service of this one. */
  readonly sharing: (line: Line) => readonly Line[]
}

/** Makes the measure of all services of a session. */
export const createRoom = (directory: ServiceLookup, lines: Lines): ServiceRoom => {
  /** The service as far as it limits requests. */
  const limiting = ({ key }: Line): Service | undefined =>
    directory.standing() === 'known' ? directory.find(key) : undefined

  const sharing = (line: Line): readonly Line[] => {
    const service = limiting(line)
    return service === undefined ? [line] : lines.naming(service)
  }

  const unanswered = (line: Line): number => sharing(line).reduce((sum, one) => sum + one.unanswered.size, 0)

  /** How many more items may be open. */
  const leftOpen = ({ kind, line }: Lane, { load, supportsOutOfBandSnapshots }: Service): number => {
    const { openLimit = Infinity } = load
    if (openLimit === Infinity || (kind.snapshot && supportsOutOfBandSnapshots)) return Infinity
    const open = sharing(line).reduce(
      (sum, one) => sum + one.open.size + (supportsOutOfBandSnapshots ? 0 : one.snapshots.size),
      0,
    )
    return openLimit - open
  }

  return {
    sharing,
    left: (lane) => {
      const service = limiting(lane.line)
      if (service === undefined) return Infinity
      const { openWindow = Infinity } = service.load
      const leftUnanswered = openWindow === Infinity ? Infinity : openWindow - unanswered(lane.line)
      return Math.min(leftUnanswered, leftOpen(lane, service))
    },
    isBusy: ({ line }) => {
      const { openWindow = Infinity } = limiting(line)?.load ?? {}
      return openWindow < Infinity && unanswered(line) > openWindow / 2
    },
    isFull: (lane) => {
      const service = limiting(lane.line)
      return service !== undefined && leftOpen(lane, service) <= 0
    },
  }
}
