import { LoginError } from '../errors.js'
import { stateLine, type State } from '../wire/state.js'

/** The end of a login as an error: for now, or until something is done about it. */
export const closedLogin = (state: State): LoginError =>
  state.stream === 'ClosedRecover'
    ? new LoginError(
        'login-closed-recover',
        `the server closed the login for now: ${stateLine(state)}`,
        state,
      )
    : new LoginError('login-closed', `the server closed the login: ${stateLine(state)}`, state)
