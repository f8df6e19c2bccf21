import { Observable, asyncScheduler, repeat, timer, type Subscription } from 'rxjs'
import type { Session } from '../session/session.js'
import { backoffDelay } from '../time/backoff.js'
import type { Clock } from '../time/clock.js'
import type { RequestMessage, StreamMessage } from '../wire/messages.js'
import { cleanText, openOk, openSuspect, readState, type State } from '../wire/state.js'

/** What is wanted of each service: info 1, state 2, group 4, load 8, links 32. */
const filter = 1 + 2 + 4 + 8 + 32

/** Delay before a directory that the server has closed is asked for again; doubles each time. */
const askAgain = { base: 1_000, cap: 60_000 }

/** A directory that was open so long, in milliseconds, was no failure. */
const lasting = 60_000

/** What the directory stream of a session needs. */
export interface DirectoryStreamOptions {
  readonly clock: Clock
  /** How long each part of the answer may take, in milliseconds. */
  readonly requestTimeout: number
  /** A message of the open stream, with the state that it gives it, if it does. */
  readonly onMessage: (message: StreamMessage, state: State | undefined) => void
  /** The stream was open, and the server has ended it; it is asked for again. */
  readonly onLost: (state: State) => void
  /** There was no answer, or a refusal. An answer may still come. */
  readonly onUnavailable: (state: State) => void
}

const request = (id: number): RequestMessage => ({ ID: id, Domain: 'Source', Key: { Filter: filter } })

const goesOn = ({ stream }: State): boolean =>
  stream === 'Open' || stream === 'Unspecified' || stream === 'NonStreaming'

/** State of the stream that a message tells; `undefined` when it tells none. */
const stateOf = (message: StreamMessage): State | undefined => {
  switch (message.Type) {
    case 'Refresh':
      return readState(message.State, openOk)
    case 'Status':
      return readState(message.State, undefined)
    case 'Error':
      return { stream: 'Closed', data: 'Suspect', code: 'UsageError', text: cleanText(message.Text) }
    default:
      return undefined
  }
}

/**
 * The source directory of a session: one streaming request for all services. Never emits; asks again when the server
 * ends it for now, or after it was open, and lives until it is unsubscribed.
 */
export const directoryStream = (session: Session, options: DirectoryStreamOptions): Observable<never> => {
  const { clock, requestTimeout } = options
  let failures = 0

  /** One request; completes when there is to be another. */
  const attempt$ = new Observable<never>((subscriber) => {
    const id = session.takeIds(1)
    let openSince: number | undefined
    let patience: Subscription | undefined

    const expect = (): void => {
      patience?.unsubscribe()
      patience = asyncScheduler.schedule(() => {
        options.onUnavailable(openSuspect('no answer to the request for the source directory', 'Timeout'))
      }, requestTimeout)
    }

    const end = (state: State): void => {
      release()
      patience?.unsubscribe()
      if (openSince !== undefined && clock() - openSince >= lasting) failures = 0
      if (openSince === undefined) options.onUnavailable(state)
      else options.onLost(state)
      // A refusal is final for this session; what was open once may well come back.
      if (openSince !== undefined || state.stream === 'ClosedRecover') subscriber.complete()
    }

    const onMessage = (message: StreamMessage): void => {
      const state = stateOf(message)
      if (state !== undefined && !goesOn(state)) {
        // An error about a message, on a stream that is open, leaves the stream open.
        if (message.Type !== 'Error' || openSince === undefined) end(state)
        return
      }
      if (message.Type === 'Refresh') {
        if (message.Complete === false) {
          if (openSince === undefined) expect()
        } else {
          patience?.unsubscribe()
          openSince ??= clock()
        }
      }
      options.onMessage(message, state)
    }

    const release = session.claim(id, onMessage)
    subscriber.add(release)
    expect()
    subscriber.add(() => patience?.unsubscribe())
    session.send(request(id))
  })

  return attempt$.pipe(
    repeat({
      delay: () => {
        failures += 1
        return timer(backoffDelay(askAgain, failures - 1, () => 1))
      },
    }),
  )
}
