import type { Subscription } from 'rxjs'
import { later, now } from '../clock.js'
import { loginText } from './cue-text.js'
import type { Members } from './members.js'
import { dropAll, type Stage } from './stage.js'

/** Ends a connection as the server of the recording did. */
export interface Ender {
  /** The time counts from here. */
  start(): void
  /** Looks again whether the end may come. */
  look(): void
  stop(): void
}

/** True where something of every name in the recording was asked for. */
const isAskedFor = ({ script, uses }: Stage): boolean =>
  [...script.episodes.values()].every((episodes) =>
    episodes.some((episode) => episode.domain === 'Login' || uses.has(episode)),
  )

/** True where all streams have played what they have. */
const isPlayedOut = ({ streams }: Stage): boolean =>
  [...streams.values()].every(({ main, others }) => main?.isOver() !== false && others.size === 0)

/** Codes that may be sent; with any other the connection is cut. */
const isSendable = (code: number): boolean =>
  (code >= 1000 && code <= 1014 && code !== 1004 && code !== 1005 && code !== 1006) ||
  (code >= 3000 && code <= 4999)

const closeWith = ({ outbox }: Stage, code: number, reason: string): void => {
  if (!Number.isInteger(code) || !isSendable(code)) outbox.close()
  // A closing frame has room for 123 bytes.
  else outbox.close(code, new TextEncoder().encode(reason).length > 123 ? '' : reason)
}

/**
 * Makes an {@link Ender}. The end does not come before all open streams have had what is recorded for them: whoever
 * asks later than the recording did gets all the same. Without time between them, at infinite speed, all else of the
 * recording must have been asked for, too.
 */
export const createEnder = (stage: Stage, loginOf: () => Members | undefined): Ender => {
  const { script, speed } = stage
  const from = script.loginAt ?? 0
  let next = 0
  let startedAt: number | undefined
  let timer: Subscription | undefined

  const isTime = (): boolean => {
    const finale = script.finale[next]
    if (startedAt === undefined || finale === undefined) return false
    const wait = startedAt + Math.max(0, finale.at - from) / speed - now()
    if (wait > 0) {
      if (timer === undefined || timer.closed) timer = later(wait, look)
      return false
    }
    return isPlayedOut(stage) && (speed !== Infinity || isAskedFor(stage))
  }
  const look = (): void => {
    while (isTime()) {
      const act = script.finale[next]?.act
      next++
      const login = [...stage.streams.values()].find(({ episode }) => episode.domain === 'Login')
      if (act === undefined) return
      if ('code' in act) {
        closeWith(stage, act.code, act.reason)
      } else if (login) {
        stage.outbox.message(loginText(act, login.id, stage.userOf(loginOf() ?? {})), act.line)
        dropAll(stage)
      }
    }
  }
  return {
    start: () => {
      startedAt ??= now()
      look()
    },
    look,
    stop: () => {
      startedAt = undefined
      timer?.unsubscribe()
    },
  }
}
