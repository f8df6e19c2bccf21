import type { ConsumerState } from '../../consumer/consumer-state.js'
import type { OmmError } from '../../errors.js'
import { errorOf } from './error-of.js'

/** The state of a consumer that has this status. */
export type StateOf<Status extends ConsumerState['status']> = Extract<ConsumerState, { status: Status }>

/**
 * The state of a consumer that is logged in, to a server that can do everything, unless said otherwise.
 *
 * @param more - what differs from the default
 *
 * @example
 * ```ts
 * import { fakeConsumer, readyState } from 'rx-omm/testing'
 * import { of } from 'rxjs'
 *
 * const consumer = fakeConsumer({ state$: of(readyState({ since: 60_000 })) })
 * ```
 */
export const readyState = (more: Partial<StateOf<'ready'>> = {}): StateOf<'ready'> => ({
  status: 'ready',
  url: 'wss://server.test:443/WebSocket',
  since: 0,
  login: {
    pingTimeout: 30,
    maxMsgSize: 61_440,
    batchRequests: true,
    batchClose: true,
    views: true,
    pauseResume: true,
    posts: true,
    singleOpen: true,
  },
  ...more,
})

/**
 * The state of a consumer whose session has ended, and that is about to try again: for the first time, in a second,
 * unless said otherwise.
 *
 * @param cause - what failed
 * @param more - what differs from the default
 *
 * @example
 * ```ts
 * import { errorOf, fakeConsumer, readyState, runVirtual, waitingState } from 'rx-omm/testing'
 *
 * runVirtual(({ cold }) => {
 *   const down = waitingState(errorOf('peer-silent'), { attempt: 3, nextTryAt: 4_000 })
 *   const consumer = fakeConsumer({ state$: cold('u 999ms d', { u: readyState(), d: down }) })
 * })
 * ```
 */
export const waitingState = (
  cause: OmmError = errorOf('connection-lost'),
  more: Partial<StateOf<'waiting'>> = {},
): StateOf<'waiting'> => ({ status: 'waiting', attempt: 1, cause, nextTryAt: 1_000, ...more })
