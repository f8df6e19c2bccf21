import type { Observable } from 'rxjs'
import type { Connection } from '../connection/connection.js'
import { loginId } from '../wire/build.js'
import type { LoginInfo } from '../wire/login.js'
import type { State } from '../wire/state.js'
import type { Identity } from './identity.js'
import type { Latency } from './latency.js'
import type { Session } from './session.js'
import type { Streams } from './streams.js'

/** What a session is made from once the login is accepted. */
export interface Accepted {
  readonly connection: Connection
  readonly identity: Identity
  readonly streams: Streams
  readonly login: LoginInfo
  readonly loginId: number
  readonly state$: Observable<State>
  readonly latency$: Observable<Latency>
}

/** The session as the stages behind it see it. */
export const makeSession = (accepted: Accepted): Session => {
  const { connection, identity, streams, login } = accepted
  // Counts up for the life of the connection: a late message of an ended stream finds nobody.
  let nextId = loginId + 1
  return {
    url: connection.endpoint.url,
    login,
    loginId: accepted.loginId,
    state$: accepted.state$,
    messages$: streams.message$,
    acks$: streams.acks,
    generics$: streams.generics,
    latency$: accepted.latency$,
    send: (message) => {
      connection.send(message)
    },
    takeIds: (count) => {
      const first = nextId
      nextId += count
      return first
    },
    claim: streams.claim,
    claimErrors: streams.claimErrors,
    pause: (paused) => {
      if (login.pauseResume) identity.pause(paused)
    },
    exactFor: (wants) => {
      connection.exactFor(wants)
    },
  }
}
