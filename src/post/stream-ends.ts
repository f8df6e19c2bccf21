import type { Subscription } from 'rxjs'
import type { Session } from '../session/session.js'
import { isOpen, readState } from '../wire/state.js'

/** Watches streams for their end, on behalf of those who wait for an answer on one. */
export interface StreamEnds {
  /** Somebody waits. */
  watch(who: object): void
  /** Somebody waits no longer. */
  leave(who: object): void
  stop(): void
}

/**
 * Tells the ids of streams that the server ends. It listens only while somebody waits, which is hardly ever, so that
 * market data costs nothing here.
 */
export const streamEnds = (session: Session, onEnd: (id: number) => void): StreamEnds => {
  const waiting = new Set<object>()
  let listening: Subscription | undefined

  const stop = (): void => {
    listening?.unsubscribe()
    listening = undefined
  }

  return {
    stop,
    watch: (who) => {
      waiting.add(who)
      // eslint-disable-next-line rxjs-x/no-ignored-error -- what it may fail with ends the session
      listening ??= session.messages$.subscribe((message) => {
        if (message.Type !== 'Status' && message.Type !== 'Refresh') return
        const state = readState(message.State, undefined)
        if (state !== undefined && !isOpen(state)) onEnd(message.ID)
      })
    },
    leave: (who) => {
      waiting.delete(who)
      if (waiting.size === 0) stop()
    },
  }
}
