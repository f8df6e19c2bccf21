import type { ItemKind } from '../asking/item-request.js'
import type { ItemStream } from '../stream/item-stream.js'
import { leaveLine, type Lane, type Line } from './service-line.js'

/** What is done to items whose service is not to be asked any more. */
export interface LossOptions {
  /** Takes an item back that was admitted, and has not been asked for; false when it has. */
  readonly takeBack: (stream: ItemStream) => boolean
  /** Waits no more for an answer. */
  readonly hold: (stream: ItemStream) => void
}

/** Takes back what was admitted and has not been asked for: it was the first in its lane, and stays so. */
export const takeBackTo = (lane: Lane, { takeBack }: LossOptions): void => {
  const { kind, line, waiting } = lane
  const back = [...line.unanswered].filter((stream) => stream.wireKind === kind && takeBack(stream))
  if (back.length === 0) return
  const later = [...waiting]
  waiting.clear()
  for (const stream of back) {
    leaveLine(lane, stream)
    lane.untold.add(stream)
    waiting.add(stream)
  }
  for (const stream of later) waiting.add(stream)
}

/**
 * Lets everything that is open on a service wait for it to come back. Each stream keeps its id: if the server has
 * kept the stream, too, what is sent then is a reissue, and else the id is free and it opens anew.
 *
 * @returns the streams that were on the wire
 */
export const loseLine = (
  line: Line,
  laneOf: (kind: ItemKind) => Lane | undefined,
  { takeBack, hold }: LossOptions,
): ItemStream[] => {
  const lost: ItemStream[] = []
  for (const stream of [...line.open, ...line.snapshots]) {
    const lane = laneOf(stream.wireKind)
    if (lane === undefined) continue
    leaveLine(lane, stream)
    lane.waiting.add(stream)
    if (takeBack(stream)) {
      lane.untold.add(stream)
    } else {
      hold(stream)
      // What comes before the next refresh belongs to nothing.
      stream.refreshed = false
      stream.partial = false
      lost.push(stream)
    }
  }
  return lost
}
