import { now } from '../clock.js'
import type { ConnectionVerbs, On } from '../scenario.js'
import type { Session } from '../session/session.js'
import type { SessionWorld } from '../session/world.js'
import { sessionsOn } from './targets.js'

const update = (id: number): string =>
  `[{"ID":${id},"Type":"Update","UpdateType":"Quote","Fields":{"BID":1.23}}]`

/** A stream id that nobody uses. */
const unknownId = 2_000_000_000

/** Makes the verbs about connections. */
export const connectionVerbs = (world: SessionWorld): ConnectionVerbs => {
  const { wishes } = world
  const each = (on: On | undefined, act: (session: Session) => void): void => {
    sessionsOn(world, on).forEach(act)
  }
  const raw = (text: string, on: On | undefined): void => {
    each(on, ({ outbox }) => {
      outbox.raw(text)
    })
  }
  return {
    drop: ({ code, reason, ...on } = {}) => {
      each(on, ({ outbox }) => {
        outbox.close(code, reason)
      })
    },
    goSilent: (on) => {
      each(on, (session) => {
        session.silent = true
      })
    },
    resume: (on) => {
      each(on, (session) => {
        session.silent = false
        session.lastHeardAt = now()
      })
    },
    stopAccepting: ({ only } = {}) => {
      const { http, webSocket } = wishes.accepting$.value
      wishes.accepting$.next({ http: http && only === 'webSocket', webSocket: webSocket && only === 'http' })
    },
    accept: () => {
      wishes.accepting$.next({ http: true, webSocket: true })
    },
    delay: (milliseconds) => {
      wishes.delay = milliseconds
    },
    limitBandwidth: (bytesPerSecond) => {
      wishes.bandwidth = bytesPerSecond
    },
    sendRaw: raw,
    sendMalformed: (on) => {
      raw('[{"ID":2,"Type":"Update","Fields":{"BID":', on)
    },
    sendDuplicate: (on) => {
      each(on, ({ outbox }) => {
        const last = outbox.lastFrame()
        if (last !== undefined) outbox.raw(last)
      })
    },
    sendLate: (on) => {
      each(on, ({ outbox, lastClosedId }) => {
        outbox.raw(update(lastClosedId === 0 ? unknownId : lastClosedId))
      })
    },
    sendUnknownId: (on) => {
      raw(update(unknownId), on)
    },
    pingStorm: (count) => {
      wishes.pings = count
    },
  }
}
