import { type Subscription, asapScheduler } from 'rxjs'
import type { DirectoryChange } from '../../directory/directory-change.js'
import type { Service } from '../../directory/service.js'
import type { ServiceLookup } from '../../directory/service-lookup.js'
import type { Clock } from '../../time/clock.js'
import type { State } from '../../wire/state.js'
import { createDeadlines } from '../requests/deadlines.js'
import type { ItemStream } from '../stream/item-stream.js'
import { createLines, enterLine, leaveLine, somebodyWaits, type Lane, type Line } from './service-line.js'
import { loseLine, takeBackTo } from './service-loss.js'
import { createRoom } from './service-room.js'
import { serviceLost, waitFor, waitState, waitText, type Wait } from './service-wait.js'

/** Keeps back what names a service until the service is there to answer. Items without a service pass. */
export interface ServiceGate {
  /** Whether an item may be asked for now. If not it waits, and `admit` is called when its time has come. */
  mayAsk(stream: ItemStream): boolean
  /** An answer came; `more` while it has further parts. */
  answered(stream: ItemStream, more: boolean): void
  /** The item is not on the wire any more, or nobody wants it any more. */
  left(stream: ItemStream): void
  /** The item waits here. One that has a stream id was open when its service went. */
  holds(stream: ItemStream): boolean
  stop(): void
}

/** What the gate of a session needs. */
export interface ServiceGateOptions {
  readonly directory: ServiceLookup
  readonly clock: Clock
  /** How long an item waits for its service, in milliseconds; `Infinity` for ever. */
  readonly patience: number
  /** Asks for an item, on its stream id if it still has one. */
  readonly admit: (stream: ItemStream) => void
  /** Takes an item back that was admitted, and has not been asked for; false when it has. */
  readonly takeBack: (stream: ItemStream) => boolean
  /** Waits no more for an answer. */
  readonly hold: (stream: ItemStream) => void
  readonly suspend: (stream: ItemStream, state: State) => void
  /** The patience of an item is over; it is told why, in words. */
  readonly onOverdue: (stream: ItemStream, text: string) => void
  /** The server told something of all open items of a service; `named` are those that name it. */
  readonly onStatus: (service: Service, state: State, named: readonly ItemStream[]) => void
}

/** Starts with the gate that a new session needs. */
export const createServiceGate = (options: ServiceGateOptions): ServiceGate => {
  const { directory, suspend } = options
  const lines = createLines()
  const room = createRoom(directory, lines)
  let flush: Subscription | undefined
  let stopped = false

  const waitOf = ({ line, kind }: Lane): Wait | undefined => {
    switch (directory.standing()) {
      case 'asked':
        return 'answer'
      case 'known':
        return waitFor(directory.find(line.key), kind)
      case 'unavailable':
        return undefined
    }
  }

  const deadlines = createDeadlines(
    options.patience,
    options.clock,
    (stream) => {
      const lane = lines.of(stream.wireKind)
      if (lane?.waiting.has(stream) !== true) return
      const seconds = Math.round(options.patience / 1_000)
      const text = waitText(lane.wait ?? 'answer', lane.kind)
      options.onOverdue(stream, `${text}, and that for ${seconds} s`)
    },
    () => undefined,
  )

  const stopWaiting = (lane: Lane, stream: ItemStream): void => {
    lane.waiting.delete(stream)
    lane.untold.delete(stream)
    deadlines.met(stream)
  }

  const admitFrom = (lane: Lane): void => {
    if (lane.waiting.size === 0 || waitOf(lane) !== undefined) return
    // Refilled in large steps, so that the requests that waited go out in large batches.
    if (room.isBusy(lane)) return
    let left = room.left(lane)
    for (const stream of lane.waiting) {
      if (left <= 0) return
      left -= 1
      stopWaiting(lane, stream)
      enterLine(lane, stream)
      options.admit(stream)
    }
  }

  /** Tells those who wait what for, if that is news to them. */
  const tell = (lane: Lane): void => {
    const wait = waitOf(lane) ?? (room.isFull(lane) ? 'room' : undefined)
    const hear = wait === lane.wait ? [...lane.untold] : [...lane.waiting]
    lane.wait = wait
    lane.untold.clear()
    for (const stream of hear) {
      // Whoever is told may leave, and take others along.
      if (!lane.waiting.has(stream)) continue
      if (wait === undefined || wait === 'room') deadlines.met(stream)
      else if (options.patience < Infinity && !deadlines.has(stream)) deadlines.expect([stream])
      if (wait !== undefined && wait !== 'answer') suspend(stream, waitState(wait, lane.kind))
    }
  }

  const settle = (line: Line): void => {
    for (const lane of line.lanes) admitFrom(lane)
    for (const lane of line.lanes) tell(lane)
  }

  const schedule = (changed: Line): void => {
    // Asked at every answer, so first what is quick to say.
    if (stopped || flush !== undefined || !somebodyWaits(lines)) return
    if (room.sharing(changed).every(({ lanes }) => lanes.every(({ waiting }) => waiting.size === 0))) return
    flush = asapScheduler.schedule(() => {
      flush = undefined
      for (const line of lines.all()) settle(line)
    })
  }

  const loseAll = (line: Line): void => {
    // Those who wait already hear of it before the others join them.
    for (const lane of line.lanes) tell(lane)
    for (const stream of loseLine(line, lines.of, options)) {
      if (lines.of(stream.wireKind)?.waiting.has(stream) !== true) continue
      if (options.patience < Infinity) deadlines.expect([stream])
      suspend(stream, serviceLost)
    }
  }

  const answeredOn = ({ open, unanswered }: Line): ItemStream[] =>
    [...open].filter((stream) => !unanswered.has(stream))

  const onChanges = (changes: readonly DirectoryChange[]): void => {
    for (const change of changes) {
      const naming = lines.naming(change.service)
      if (change.kind === 'removed') naming.forEach(loseAll)
      else if (change.kind === 'status')
        options.onStatus(change.service, change.state, naming.flatMap(answeredOn))
    }
    for (const line of lines.all()) {
      for (const lane of line.lanes) if (waitOf(lane) !== undefined) takeBackTo(lane, options)
      settle(line)
    }
  }

  const subscription = directory.changes$
    // eslint-disable-next-line rxjs-x/no-ignored-error -- changes of the directory cannot fail
    .subscribe(onChanges)

  return {
    mayAsk: (stream) => {
      const lane = lines.of(stream.wireKind)
      if (lane === undefined) return true
      const { line, waiting, untold } = lane
      if (line.open.has(stream) || line.snapshots.has(stream)) return true
      directory.need()
      if (waiting.size === 0 && waitOf(lane) === undefined && room.left(lane) > 0) {
        enterLine(lane, stream)
        return true
      }
      waiting.add(stream)
      untold.add(stream)
      schedule(line)
      return false
    },
    answered: (stream, more) => {
      const lane = lines.of(stream.wireKind)
      if (lane === undefined) return
      if (lane.waiting.has(stream)) {
        // The server has taken the stream up again by itself.
        if (!stream.refreshed) return
        stopWaiting(lane, stream)
        enterLine(lane, stream)
      }
      if (!more && lane.line.unanswered.delete(stream)) schedule(lane.line)
    },
    left: (stream) => {
      const lane = lines.of(stream.wireKind)
      if (lane === undefined) return
      stopWaiting(lane, stream)
      leaveLine(lane, stream)
      schedule(lane.line)
    },
    holds: (stream) => lines.of(stream.wireKind)?.waiting.has(stream) === true,
    stop: () => {
      stopped = true
      subscription.unsubscribe()
      flush?.unsubscribe()
      deadlines.stop()
    },
  }
}
