import { tap, timer } from 'rxjs'
import { now } from '../clock.js'
import { exactJson } from './check/odd-number.js'
import type { Latency, Login, Session } from './session.js'
import type { SessionWorld } from './world.js'

type Members = Readonly<Record<string, unknown>>

/** Far beyond what a number of JavaScript holds exactly, and odd, so that rounding always shows. */
const base = 1_234_567_890_123_456_789n

/** Nothing measured yet. */
export const createLatency = (): Latency => ({
  sent: 0,
  echoed: 0,
  wrong: 0,
  last: 0,
  ticks: undefined,
  sentAt: 0,
})

/** True where client and server both measure. */
export const measuresLatency = ({ settings }: SessionWorld, { elements }: Login): boolean =>
  settings.latencyEvery > 0 && elements['RoundTripLatency'] === 2

const measure = (session: Session): void => {
  const { login, latency } = session
  if (!login || session.silent || session.ended) return
  // Nanoseconds, and an even distance to the base.
  latency.ticks = String(base + BigInt(now()) * 1_000_000n)
  latency.sentAt = now()
  latency.sent++
  const previous = latency.echoed > 0 ? `,"RoundTripLatency":${latency.last}` : ''
  session.outbox.send(
    `{"ID":${login.id},"Type":"Generic","Domain":"Login","Elements":{"Ticks":${latency.ticks}${previous},"TcpRetrans":0}}`,
  )
}

/** Measures the delay of a connection again and again, as long as its login stands. */
export const startLatency = (world: SessionWorld, session: Session, login: Login): void => {
  if (!measuresLatency(world, login)) return
  const every = world.settings.latencyEvery
  session.timers.add(
    timer(every, every)
      .pipe(
        tap(() => {
          if (session.login === login) measure(session)
        }),
      )
      .subscribe(),
  )
}

const ticksOf = (message: Members): unknown => (message['Elements'] as Members | undefined)?.['Ticks']

/**
 * Looks at a generic message on the login stream; true when it is a measurement that comes back.
 *
 * @param frame - its text, since parsing has rounded the digits
 */
export const latencyEcho = (session: Session, message: Members, frame: string): boolean => {
  const { latency } = session
  if (message['ID'] !== session.login?.id || ticksOf(message) === undefined || latency.sent === 0)
    return false
  const digits = [...frame.matchAll(/"Ticks"\s*:\s*(?:\{[^{}]*?"Data"\s*:\s*)?(\d+)/g)].map(
    ([, text]) => text,
  )
  if (latency.ticks !== undefined && digits.includes(latency.ticks)) {
    latency.ticks = undefined
    latency.echoed++
    latency.last = Math.round((now() - latency.sentAt) * 1000)
  } else latency.wrong++
  return true
}

/**
 * Handles a generic message of a client.
 *
 * @param exact - the message with the text of its long numbers
 * @param frame - its text
 */
export const generic = (
  world: SessionWorld,
  session: Session,
  message: Members,
  exact: Members,
  frame: string,
): void => {
  if (session.loginState !== 'open' || latencyEcho(session, message, frame)) return
  if (world.settings.echoGeneric && session.streams.has(Number(message['ID'])) && !session.silent)
    session.outbox.send(exactJson(exact))
}
