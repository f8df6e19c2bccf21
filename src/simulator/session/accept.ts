import { Subscription } from 'rxjs'
import { now } from '../clock.js'
import { maskFrame, secretsIn } from '../log/mask.js'
import type { Refusal, SimulatorConnection, Upgrade } from '../transport.js'
import { cookieLogin } from './cookie-login.js'
import { dispatchFrame } from './dispatch.js'
import { keepAlive } from './keep-alive.js'
import { createLatency } from './latency.js'
import { loginRequest } from './login.js'
import { createOutbox } from './outbox.js'
import { createPostParts } from './post-parts.js'
import { send, type Session } from './session.js'
import { dropAllStreams, itemOf, type SessionWorld } from './world.js'

const protocols = ['tr_json2', 'rssl.json.v2']

const parsed = (frame: string): readonly Readonly<Record<string, unknown>>[] => {
  try {
    const value: unknown = JSON.parse(frame)
    const entries: readonly unknown[] = Array.isArray(value) ? value : [value]
    return entries.filter((one) => typeof one === 'object' && one !== null) as Readonly<
      Record<string, unknown>
    >[]
  } catch {
    return []
  }
}

/** Tokens of a connection that are remembered for masking; the newest ones. */
const mostSecrets = 16

const remember = (secrets: Set<string>, secret: string): void => {
  secrets.delete(secret)
  secrets.add(secret)
  const [oldest] = secrets
  if (secrets.size > mostSecrets && oldest !== undefined) secrets.delete(oldest)
}

const refusalOf = (
  { wishes }: SessionWorld,
  { path, headers = {} }: Upgrade,
  protocol: string | undefined,
) => {
  if (!wishes.accepting$.value.webSocket) return { status: 0, body: '' }
  const [where] = path.replace(/^wss?:\/\/[^/]*/, '').split('?')
  if (where !== '/WebSocket') return { status: 400, body: 'Unknown path.' }
  if (protocol === undefined) return { status: 400, body: 'Unknown or missing sub-protocol.' }
  const version = headers['sec-websocket-version']
  return version !== undefined && !(Number(version) >= 13)
    ? { status: 400, body: 'WebSocket version must be 13.' }
    : undefined
}

/** Opens a session for a client that asks for a WebSocket, or refuses it. */
export const accept = (
  world: SessionWorld,
  upgrade: Upgrade,
  number: number,
): Refusal | SimulatorConnection => {
  const { settings, wishes, recorder } = world
  const { deliver } = upgrade
  const protocol = upgrade.protocols.find((one) => protocols.includes(one))
  const refusal = refusalOf(world, upgrade, protocol)
  const { path, protocols: offered } = upgrade
  recorder.keep({ kind: 'connect', at: now(), connection: refusal ? 0 : number, path, protocols: offered })
  if (refusal || protocol === undefined) return refusal ?? { status: 400, body: '' }

  const log = (from: 'client' | 'server', frame: string): void => {
    recorder.log(() => ({ connection: number, from, frame: maskFrame(frame, session.secrets) }))
  }
  const end = (code: number, reason: string): void => {
    if (session.ended) return
    recorder.log(() => ({ connection: number, close: { code, reason } }))
    session.ended = true
    session.loginState = 'ended'
    session.timers.unsubscribe()
    session.outbox.end()
    dropAllStreams(world, session)
    world.sessions.delete(number)
  }
  const session: Session = {
    number,
    protocol,
    outbox: createOutbox({
      settings,
      wishes,
      deliver: {
        frame: (text) => {
          deliver.frame(text)
        },
        congested: () => deliver.congested?.() ?? false,
        close: (code, reason) => {
          if (session.ended) return
          deliver.close(code, reason)
          end(code ?? 1006, reason ?? '')
        },
      },
      onFrame: (frame) => {
        log('server', frame)
      },
    }),
    streams: new Map(),
    byKey: new Map(),
    directories: new Map(),
    dictionaries: new Map(),
    secrets: new Set(),
    timers: new Subscription(),
    posts: createPostParts(),
    latency: createLatency(),
    open: new Map(),
    waiting: new Set(),
    asked: new Map(),
    fresh: new Set(),
    login: undefined,
    loginState: 'none',
    lastHeardAt: now(),
    lastClosedId: 0,
    silent: false,
    ended: false,
  }
  world.sessions.set(number, session)
  session.timers.add(
    keepAlive({
      pingTimeout: settings.pingTimeout,
      lastHeardAt: () => session.lastHeardAt,
      paused: () => session.silent,
      ping: () => {
        send(session, { Type: 'Ping' })
      },
      cut: () => {
        session.outbox.close()
      },
    }),
  )

  const login = settings.cookieLogin ? cookieLogin(upgrade.headers?.['cookie'] ?? '') : undefined
  if (login) {
    for (const secret of secretsIn(JSON.stringify(login))) remember(session.secrets, secret)
    loginRequest(world, session, login)
  }

  return {
    number,
    protocol,
    receive: (frame) => {
      if (session.ended) return
      session.lastHeardAt = now()
      recorder.keep({ kind: 'frame', at: now(), connection: number, frame, messages: parsed(frame) })
      for (const secret of secretsIn(frame)) remember(session.secrets, secret)
      log('client', frame)
      const tooLong = new TextEncoder().encode(frame).length > settings.maxMsgSize
      if (!session.silent && tooLong) session.outbox.close()
      else if (!session.silent) dispatchFrame(world, session, frame)
    },
    receiveBinary: () => {
      session.outbox.close(1003, 'Binary frames are not understood.')
    },
    drained: () => {
      for (const stream of session.streams.values())
        if (stream.held && !stream.paused) world.messages.release(stream, itemOf(world, stream))
      world.pace.drained()
    },
    closed: (code = 1006, reason = '') => {
      if (session.ended) return
      recorder.keep({ kind: 'close', at: now(), connection: number, code, reason })
      end(code, reason)
    },
  }
}
