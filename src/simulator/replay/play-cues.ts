import { now } from '../clock.js'
import type { Agenda } from './agenda.js'

/** Plays cues, each at its time. */
export interface Player {
  /** Begins, and goes on after nothing could be taken. */
  go(): void
  stop(): void
  /** True when all has been played, and when it was stopped. */
  readonly isOver: () => boolean
}

interface PlayerParts<Cue> {
  readonly agenda: Agenda
  /** In the order of their times. */
  readonly cues: readonly Cue[]
  /** How many times faster than the recording; `Infinity` is at once. */
  readonly speed: number
  /** Time of the recording, in milliseconds, that counts as the beginning. */
  readonly from?: number
  /** True while nothing can be taken; `go` is called when that is over. */
  readonly held: () => boolean
  readonly play: (cue: Cue) => void
  /** Called after the last one. */
  readonly done?: () => void
}

/** Plays cues by their times, counted from now. */
export const playCues = <Cue extends { readonly at: number; readonly line: number }>(
  parts: PlayerParts<Cue>,
): Player => {
  const { agenda, cues, speed, from = 0, held, play, done } = parts
  const start = now()
  let next = 0
  let strike: (() => void) | undefined
  let isOver = false

  const go = (until: number): void => {
    strike = undefined
    while (!isOver) {
      const cue = cues[next]
      if (cue === undefined) {
        isOver = true
        done?.()
        return
      }
      const due = start + Math.max(0, cue.at - from) / speed
      if (due > now() || cue.line > until) {
        strike = agenda.at(due, cue.line, go)
        return
      }
      if (held()) return
      next++
      play(cue)
    }
  }
  return {
    go: () => {
      if (strike === undefined) go(Infinity)
    },
    stop: () => {
      isOver = true
      strike?.()
    },
    isOver: () => isOver,
  }
}
