import type { HttpResponse } from '../../http/http.js'
import { now } from '../clock.js'
import { oauthError } from './answer.js'
import type { Form } from './form.js'
import { isSignedOn, type Machine, type MachineSession } from './machines.js'
import { machineToken } from './refresh-grant.js'
import { checkScope, Refused, required, type TokenWorld } from './grant.js'

const denied = (description: string): Refused => new Refused(oauthError(400, 'access_denied', description))

const lockedOut = 'Account locked out due to provide incorrect password.'

const checkPassword = ({ settings }: TokenWorld, machine: Machine, password: string): void => {
  const locked = (): boolean => settings.lockAfter > 0 && machine.wrongPasswords >= settings.lockAfter
  // A locked account stays locked even for the right password.
  if (locked()) throw denied(lockedOut)
  if (password === machine.password) {
    machine.wrongPasswords = 0
    return
  }
  machine.wrongPasswords++
  throw denied(locked() ? lockedOut : 'Invalid username or password.')
}

/** Answers `grant_type=password`: starts a sign-on of a machine ID. */
export const passwordGrant = (world: TokenWorld, form: Form): HttpResponse => {
  const { settings, wishes, machines, tokens } = world
  const [username, password, appKey] = ['username', 'password', 'client_id'].map((name) =>
    required(form, name),
  )
  if (username === undefined || password === undefined || appKey === undefined) throw denied('')
  const scope = checkScope(form['scope'] ?? '')
  if (wishes.passwordRefused.take()) throw denied('Invalid username or password.')
  const machine = machines.find(username)
  if (!machine) throw denied('Invalid username or password.')
  checkPassword(world, machine, password)
  if (!machines.hasAppKey(appKey)) throw denied('Invalid Application Credential.')

  if (isSignedOn(machine.session)) {
    if (form['takeExclusiveSignOnControl']?.toLowerCase() !== 'true')
      throw denied('Session quota is reached.')
    machine.session.evicted = true
  }
  const newPassword = form['newPassword']
  if (newPassword !== undefined && newPassword !== '') machine.password = newPassword
  const session: MachineSession = {
    username,
    appKey,
    scope,
    refreshToken: tokens.text(settings.tokenLength / 4),
    diesAt: now() + settings.refreshTokenLife * 1000,
    evicted: false,
  }
  machine.session = session
  return machineToken(world, session)
}
