import type { Service } from '../../directory/service.js'
import type { ItemKind } from '../asking/item-request.js'
import type { ItemStream } from '../stream/item-stream.js'
import type { Wait } from './service-wait.js'

/** Items of one kind that wait for their service. They all wait for the same, and go out together. */
export interface Lane {
  readonly kind: ItemKind
  readonly line: Line
  /** In the order in which they are to be asked for. Those with a stream id were open when the service went. */
  readonly waiting: Set<ItemStream>
  /** Those of them who have not been told yet what they wait for. */
  readonly untold: Set<ItemStream>
  /** What they have been told; `undefined` while they need only a little patience. */
  wait: Wait | undefined
}

/** Everything that names one service, by the name or number by which it is named. */
export interface Line {
  readonly key: string | number
  readonly lanes: Lane[]
  /** Streams that have been asked for, or are open. */
  readonly open: Set<ItemStream>
  /** Snapshots that have been asked for. */
  readonly snapshots: Set<ItemStream>
  /** Those of either that wait for an answer. */
  readonly unanswered: Set<ItemStream>
}

/** Lanes by the kind of their items, and lines by their service. */
export interface Lines {
  /** Lane of a kind that names a service. */
  readonly of: (kind: ItemKind) => Lane | undefined
  readonly all: () => Iterable<Line>
  /** Every line that means a service, by name or by number. */
  readonly naming: (service: Service) => Line[]
}

/** Starts without any. */
export const createLines = (): Lines => {
  const byKind = new Map<ItemKind, Lane>()
  const byKey = new Map<string | number, Line>()

  const lineFor = (key: string | number): Line => {
    let line = byKey.get(key)
    if (line === undefined) {
      line = { key, lanes: [], open: new Set(), snapshots: new Set(), unanswered: new Set() }
      byKey.set(key, line)
    }
    return line
  }

  return {
    of: (kind) => {
      if (kind.service === undefined) return undefined
      let lane = byKind.get(kind)
      if (lane === undefined) {
        const line = lineFor(kind.service)
        lane = { kind, line, waiting: new Set(), untold: new Set(), wait: undefined }
        line.lanes.push(lane)
        byKind.set(kind, lane)
      }
      return lane
    },
    all: () => byKey.values(),
    naming: ({ name, number }) =>
      [name, number].flatMap((key) => (key === undefined ? [] : (byKey.get(key) ?? []))),
  }
}

/** An item of a lane is asked for. */
export const enterLine = ({ kind, line }: Lane, stream: ItemStream): void => {
  ;(kind.snapshot ? line.snapshots : line.open).add(stream)
  line.unanswered.add(stream)
}

/** An item is not on the wire any more, or will not be. */
export const leaveLine = ({ line }: Lane, stream: ItemStream): void => {
  line.open.delete(stream)
  line.snapshots.delete(stream)
  line.unanswered.delete(stream)
}

/** True when there is anybody who is not asked for yet. */
export const somebodyWaits = (lines: Lines): boolean => {
  for (const { lanes } of lines.all()) if (lanes.some(({ waiting }) => waiting.size > 0)) return true
  return false
}
