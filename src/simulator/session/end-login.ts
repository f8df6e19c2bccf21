import { later } from '../clock.js'
import type { StateWish } from '../scenario.js'
import { send, stateOf, type Session } from './session.js'
import { dropAllStreams, type SessionWorld } from './world.js'

const closed = { stream: 'Closed', data: 'Suspect', code: 'NotEntitled', text: '' } as const

/** Tells on the login stream how the login stands. */
export const loginStatus = (session: Session, id: number, wish: StateWish): void => {
  send(session, { ID: id, Type: 'Status', Domain: 'Login', State: stateOf(wish, closed) })
}

/** Ends a login: a last status, all streams gone, and the connection closed a moment later. */
export const endLogin = (world: SessionWorld, session: Session, wish: StateWish, thenClose = true): void => {
  const { login } = session
  if (login) loginStatus(session, login.id, wish)
  leave(world, session)
  if (thenClose)
    session.timers.add(
      later(world.settings.closeAfter, () => {
        if (!session.silent) session.outbox.close(1000, '')
      }),
    )
}

/** The login is over, by whichever side. */
export const leave = (world: SessionWorld, session: Session): void => {
  session.login?.expiry?.unsubscribe()
  session.login = undefined
  session.loginState = 'ended'
  dropAllStreams(world, session)
}
