import type { Observable } from 'rxjs'
import type { LogLine } from '../log/log-line.js'
import type { Servable } from '../servable.js'

/** How a recording is replayed. */
export interface ReplayOptions {
  /**
   * How many times faster than it was recorded; above 0. `Infinity` sends everything at once, in order.
   * @defaultValue 1
   */
  readonly speed?: number
}

/**
 * A server that says what a recorded one said. Has no sockets of its own and lives in RxJS time; see `inMemory`
 * and `serveSimulator` for ways to reach it.
 */
export interface Replay extends Servable {
  /** What goes in and out, secrets masked. Costs nothing while nobody subscribes. */
  readonly log$: Observable<LogLine>
}
