import { asapScheduler, Subscription } from 'rxjs'
import { later, now } from '../clock.js'
import type { Settings } from '../settings.js'
import type { Deliver } from '../transport.js'
import type { Wishes } from '../wishes.js'

/** The way out of one connection: packs messages into frames, and delays them if a scenario says so. */
export interface Outbox {
  /** Sends one message, given as JSON text. Messages of one moment may share a frame. */
  send(message: string): void
  /** Sends a frame as it is. */
  raw(frame: string): void
  /** Closes the connection after everything before has gone out; without a code it is cut off at once. */
  close(code?: number, reason?: string): void
  congested(): boolean
  readonly lastFrame: () => string | undefined
  readonly lastSentAt: () => number
  /** Throws away what has not gone out. */
  end(): void
}

interface OutboxParts {
  readonly deliver: Deliver
  readonly settings: Settings
  readonly wishes: Wishes
  /** Called with each frame as it is handed to the transport. */
  readonly onFrame: (frame: string) => void
}

/** Makes the way out of a connection. Nothing goes out before the caller's turn is over. */
export const createOutbox = ({ deliver, settings, wishes, onFrame }: OutboxParts): Outbox => {
  const work = new Subscription()
  let queue: string[] = []
  let flushing = false
  let lastDue = 0
  let lastFrame: string | undefined
  let lastSentAt = now()

  const dispatch = (size: number, act: () => void): void => {
    const start = Math.max(lastDue - wishes.delay, now())
    const due = Math.max(lastDue, start + (size / wishes.bandwidth) * 1000 + wishes.delay)
    if (due <= now()) {
      act()
      return
    }
    lastDue = due
    work.add(later(due - now(), act))
  }

  const transmit = (frame: string): void => {
    lastFrame = frame
    lastSentAt = now()
    dispatch(frame.length, () => {
      onFrame(frame)
      deliver.frame(frame)
    })
  }

  const flush = (): void => {
    flushing = false
    const messages = queue
    queue = []
    let packed = ''
    for (const message of messages) {
      if (packed === '') packed = message
      else if (packed.length + message.length < settings.packing) packed += `,${message}`
      else {
        transmit(`[${packed}]`)
        packed = message
      }
    }
    if (packed !== '') transmit(`[${packed}]`)
  }

  return {
    send: (message) => {
      queue.push(message)
      if (flushing) return
      flushing = true
      work.add(
        asapScheduler.schedule(() => {
          if (flushing) flush()
        }),
      )
    },
    raw: (frame) => {
      flush()
      transmit(frame)
    },
    close: (code, reason) => {
      flush()
      // A cut does not wait: what is under way by then is lost.
      if (code === undefined) deliver.close()
      else
        dispatch(0, () => {
          deliver.close(code, reason)
        })
    },
    congested: () => deliver.congested?.() ?? false,
    lastFrame: () => lastFrame,
    lastSentAt: () => lastSentAt,
    end: () => {
      queue = []
      work.unsubscribe()
    },
  }
}
