import { asapScheduler, type Subscription } from 'rxjs'
import type { Deliver } from '../transport.js'

/** The way out of one connection of a replay. */
export interface ReplayOutbox {
  /**
   * Sends one message.
   *
   * @param line - the line of the recording that it stood in; neighbours of the same line share a frame. Absent for
   * an answer that is not in the recording
   */
  message(text: string, line?: number): void
  /** Sends a frame as it is. */
  raw(text: string): void
  /** Closes the connection after everything before has gone out; without a code it is cut. */
  close(code?: number, reason?: string): void
  /** True while no more should be sent; `onFree` tells when it is over. */
  congested(): boolean
  /** Throws away what has not gone out. */
  end(): void
}

interface OutboxParts {
  readonly deliver: Deliver
  /** Called with each frame as it is handed to the transport. */
  readonly onFrame: (frame: string) => void
  /** Called when what had waited has gone out. */
  readonly onFree: () => void
}

/** So many messages wait before they are written out: a whole recording may be due at once. */
const mostWaiting = 256

/** Makes the way out of a connection. Nothing goes out before the caller's turn is over. */
export const createOutbox = ({ deliver, onFrame, onFree }: OutboxParts): ReplayOutbox => {
  let waiting: { readonly texts: string[]; readonly line: number | undefined; readonly raw: boolean }[] = []
  let count = 0
  let flushing: Subscription | undefined

  const flush = (): void => {
    flushing?.unsubscribe()
    flushing = undefined
    const frames = waiting
    waiting = []
    count = 0
    for (const { texts, raw } of frames) {
      const frame = raw ? texts.join('') : `[${texts.join(',')}]`
      onFrame(frame)
      deliver.frame(frame)
    }
  }
  const put = (text: string, line: number | undefined, raw: boolean): void => {
    const last = waiting.at(-1)
    if (last && line !== undefined && last.line === line && !raw && !last.raw) last.texts.push(text)
    else waiting.push({ texts: [text], line, raw })
    count++
    flushing ??= asapScheduler.schedule(() => {
      flush()
      onFree()
    })
  }
  return {
    message: (text, line) => {
      put(text, line, false)
    },
    raw: (text) => {
      put(text, undefined, true)
    },
    close: (code, reason) => {
      flush()
      deliver.close(code, reason)
    },
    congested: () => count >= mostWaiting || deliver.congested?.() === true,
    end: () => {
      waiting = []
      flushing?.unsubscribe()
    },
  }
}
