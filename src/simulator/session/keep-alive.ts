import { defer, EMPTY, expand, type Subscription } from 'rxjs'
import { after, now } from '../clock.js'

interface KeepAliveParts {
  /** Seconds without a frame of the client after which it is cut off; 0 is never. */
  readonly pingTimeout: number
  /** When the client's last frame came, in milliseconds since 1970. */
  readonly lastHeardAt: () => number
  /** True while the server itself plays dead: it does not even notice that the client is silent. */
  readonly paused: () => boolean
  readonly ping: () => void
  readonly cut: () => void
}

/**
 * Pings a client that was silent for a third of the time-out, and cuts off one that was silent for all of it.
 * One timer a connection: frames only note the time, and the timer looks how long ago it was.
 */
export const keepAlive = ({ pingTimeout, lastHeardAt, paused, ping, cut }: KeepAliveParts): Subscription => {
  const limit = pingTimeout * 1000
  const third = limit / 3
  let pings = 0
  let heardAt = lastHeardAt()
  const silence = (): number => {
    // By the frame and not by the length of the silence: a pong comes at once, so that by the next look it is
    // a third of the time-out ago again.
    if (lastHeardAt() !== heardAt) pings = 0
    heardAt = lastHeardAt()
    return now() - heardAt
  }
  const wait = () => {
    const silent = silence()
    return after(Math.min(limit, third * (pings + 1)) - silent)
  }
  const look = () => {
    if (paused()) return after(third)
    const silent = silence()
    if (silent >= limit) {
      cut()
      return EMPTY
    }
    if (silent >= third * (pings + 1)) {
      pings++
      ping()
    }
    return wait()
  }
  return (limit > 0 ? defer(wait).pipe(expand(look)) : EMPTY).subscribe()
}
