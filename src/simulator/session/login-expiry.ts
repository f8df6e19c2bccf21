import { later, now } from '../clock.js'
import { endLogin } from './end-login.js'
import type { Login, Session } from './session.js'
import type { SessionWorld } from './world.js'

/** When a login ends that no further token comes for, in milliseconds since 1970. */
const endOf = ({ token, reissueBy }: Login): number =>
  // A V2 token is looked at when it logs in, and never again.
  Math.min(token?.session ? token.expiresAt : Infinity, reissueBy ?? Infinity)

const wait = (world: SessionWorld, session: Session, login: Login): void => {
  login.expiry?.unsubscribe()
  const end = endOf(login)
  if (end === Infinity) return
  login.expiry = later(end - now(), () => {
    checkExpiry(world, session)
  })
  session.timers.add(login.expiry)
}

/** Waits for the end of what a login has just been given. */
export const watchExpiry = (world: SessionWorld, session: Session, login: Login): void => {
  const { reissueWithin } = world.settings
  // The protocol has whole seconds.
  if (login.token && reissueWithin < Infinity)
    login.reissueBy = Math.ceil(now() / 1000 + reissueWithin) * 1000
  wait(world, session, login)
}

/** Closes a login whose time has run out. */
export const checkExpiry = (world: SessionWorld, session: Session): void => {
  const { login } = session
  if (!login) return
  if (now() < endOf(login)) wait(world, session, login)
  else endLogin(world, session, { text: 'Login closed. The authentication token has expired.' })
}
