import type { LoginVerbs, On, StateWish } from '../scenario.js'
import { endLogin, loginStatus } from '../session/end-login.js'
import type { SessionWorld } from '../session/world.js'
import { sessionsOn } from './targets.js'

const stateOnly = ({ stream, data, code, text }: StateWish): StateWish => ({
  ...(stream === undefined ? {} : { stream }),
  ...(data === undefined ? {} : { data }),
  ...(code === undefined ? {} : { code }),
  ...(text === undefined ? {} : { text }),
})

/** Makes the verbs about logins. */
export const loginVerbs = (world: SessionWorld): LoginVerbs => {
  const { wishes } = world
  const end = (
    usual: StateWish,
    { thenClose, ...options }: On & StateWish & { thenClose?: boolean },
  ): void => {
    for (const session of sessionsOn(world, options))
      if (session.login) endLogin(world, session, { ...usual, ...stateOnly(options) }, thenClose)
  }
  const tell = (usual: StateWish, options: On & StateWish): void => {
    for (const session of sessionsOn(world, options))
      if (session.login) loginStatus(session, session.login.id, { ...usual, ...stateOnly(options) })
  }
  return {
    closeLogin: (options = {}) => {
      end({ text: 'Force Logout from DACS.' }, options)
    },
    closeRecoverLogin: (options = {}) => {
      end({ stream: 'ClosedRecover', code: 'DacsDown', text: 'DACS is not available.' }, options)
    },
    suspendLogin: (options = {}) => {
      tell({ stream: 'Open', code: 'None', text: 'Upstream connection lost.' }, options)
    },
    restoreLogin: (options = {}) => {
      tell({ stream: 'Open', data: 'Ok', code: 'None', text: 'All is well' }, options)
    },
    refuseLogins: (times, state = { text: 'Login rejected.' }) => {
      wishes.loginRefusal = state
      wishes.loginRefused.set(times)
    },
    refuseReissue: ({ times = Infinity } = {}) => {
      wishes.reissueRefused.set(times)
    },
    delayLogin: (milliseconds) => {
      wishes.loginDelay = milliseconds
    },
  }
}
