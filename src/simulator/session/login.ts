import type { Elements } from '../../wire/containers.js'
import { elementOf } from '../../wire/values/element-of.js'
import { later } from '../clock.js'
import { isAlive, type IssuedToken } from '../http/token-store.js'
import type { StateWish } from '../scenario.js'
import { endLogin, loginStatus } from './end-login.js'
import { startLatency } from './latency.js'
import { watchExpiry } from './login-expiry.js'
import { loginRefresh } from './login-refresh.js'
import { loginNameType } from './login-name-type.js'
import { pauseAll } from './pause-all.js'
import { send, type Login, type Session } from './session.js'
import type { SessionWorld } from './world.js'

type Members = Readonly<Record<string, unknown>>

/** A login or reissue that is not granted, with the state that says so. */
type Verdict = StateWish | undefined

const badToken: StateWish = { code: 'Error', text: 'Login Denied:Failed to validate sso token' }

const isOurs = (token: IssuedToken | undefined): token is IssuedToken => token !== undefined && isAlive(token)

const members = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {}

/** A number or a text may come wrapped with its type, and means the same. */
const unwrapped = (elements: Members): Members =>
  Object.fromEntries(Object.keys(elements).map((name) => [name, elementOf(elements as Elements, name)]))

const keyOf = (message: Members) => {
  const key = members(message['Key'])
  const elements = unwrapped(members(key['Elements']))
  const name = typeof key['Name'] === 'string' ? key['Name'] : undefined
  const token = elements['AuthenticationToken']
  return {
    elements,
    name,
    nameType: loginNameType(key['NameType']),
    token: typeof token === 'string' ? token : undefined,
  }
}

const byToken = (nameType: unknown): boolean => nameType === 'AuthnToken'

const others = (world: SessionWorld, session: Session, login: Login): readonly Session[] =>
  [...world.sessions.values()].filter((other) => other !== session && other.login?.user === login.user)

const judge = (world: SessionWorld, session: Session, login: Login, token: string | undefined): Verdict => {
  const { settings, wishes } = world
  if (wishes.loginRefused.take()) return wishes.loginRefusal
  if (byToken(login.nameType)) {
    if (token === undefined || !isOurs(world.tokens.find(token))) return badToken
  } else {
    if (login.name === undefined || login.name === '')
      return { code: 'UsageError', text: 'Login rejected. No user name.' }
    if (settings.loginNames && !settings.loginNames.includes(login.name))
      return { code: 'UserUnknownToPermSys', text: 'Login rejected. User unknown to permission system.' }
  }
  if (!settings.exclusiveLogins && others(world, session, login).length >= settings.maxLoginsPerUser)
    return {
      code: 'ExceededMaxMountsPerUser',
      text: 'Login rejected. Exceeded maximum number of mounts per user.',
    }
  return undefined
}

const throwOutOthers = (world: SessionWorld, session: Session, login: Login): void => {
  for (const other of others(world, session, login))
    if (world.settings.exclusiveLogins || other.login?.token?.session?.evicted === true)
      endLogin(world, other, { text: 'Login closed. The user has logged in elsewhere.' })
}

const answerLogin = (
  world: SessionWorld,
  session: Session,
  login: Login,
  token: string | undefined,
): void => {
  const verdict = judge(world, session, login, token)
  if (verdict) {
    endLogin(world, session, verdict)
    return
  }
  session.loginState = 'open'
  throwOutOthers(world, session, login)
  watchExpiry(world, session, login)
  send(session, loginRefresh(world, login))
  startLatency(world, session, login)
}

const reissue = (world: SessionWorld, session: Session, login: Login, message: Members): void => {
  const { elements, nameType, name, token } = keyOf(message)
  const same =
    nameType === login.nameType &&
    (byToken(nameType) || name === login.name) &&
    elements['Position'] === login.elements['Position']
  if (!same) {
    endLogin(world, session, {
      code: 'UsageError',
      text: 'Login reissue rejected. Attributes of the login changed.',
    })
    return
  }
  if (byToken(nameType)) {
    const found = token === undefined ? undefined : world.tokens.find(token)
    if (world.wishes.reissueRefused.take() || !isOurs(found) || found.user !== login.user) {
      endLogin(world, session, badToken)
      return
    }
    login.token = found
    watchExpiry(world, session, login)
  }
  if (message['Refresh'] !== false || world.settings.answerReissue) send(session, loginRefresh(world, login))
  pauseAll(world, session, login, message)
}

/** Handles a request of domain Login: a first login, a reissue, or one too many. */
export const loginRequest = (world: SessionWorld, session: Session, message: Members): void => {
  const id = Number(message['ID'])
  const { elements, name, nameType, token } = keyOf(message)
  if (session.loginState === 'open' && session.login?.id === id) {
    reissue(world, session, session.login, message)
    return
  }
  if (session.loginState !== 'none') {
    loginStatus(session, id, { code: 'UsageError', text: 'Login rejected. Already pending login.' })
    return
  }
  if (message['Streaming'] === false || id === 0) {
    loginStatus(session, id, {
      code: 'UsageError',
      text: 'Login rejected. The request must be streaming, on a stream id of its own.',
    })
    return
  }
  const found = token === undefined ? undefined : world.tokens.find(token)
  const login: Login = {
    id,
    user: (byToken(nameType) ? found?.user : name) ?? '',
    name,
    nameType,
    elements,
    // What the server announces overrides what was asked for.
    singleOpen: (world.settings.capabilities['SingleOpen'] ?? elements['SingleOpen']) !== 0,
    allowSuspectData: (world.settings.capabilities['AllowSuspectData'] ?? elements['AllowSuspectData']) !== 0,
    paused: message['Pause'] === true,
    token: byToken(nameType) ? found : undefined,
    reissueBy: undefined,
    expiry: undefined,
  }
  session.login = login
  session.loginState = 'pending'
  for (let i = 0; i < world.wishes.pings; i++) send(session, { Type: 'Ping' })
  const { loginDelay } = world.wishes
  if (loginDelay === 0) answerLogin(world, session, login, token)
  else if (loginDelay !== Infinity)
    session.timers.add(
      later(loginDelay, () => {
        if (session.login === login) answerLogin(world, session, login, token)
      }),
    )
}
