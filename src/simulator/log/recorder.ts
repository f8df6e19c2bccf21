import { Subject, type Observable } from 'rxjs'
import { now } from '../clock.js'
import type { LogLine } from './log-line.js'
import type { Received } from './received.js'

type WithoutTime<Line> = Line extends unknown ? Omit<Line, 't'> : never

/** A log line that still lacks its time. */
export type LogEntry = WithoutTime<LogLine>

/** Keeps what clients sent, and tells who listens what goes in and out. */
export interface Recorder {
  readonly received: readonly Received[]
  readonly dropped: () => number
  readonly log$: Observable<LogLine>
  /** Keeps an entry. The caller may complete it later. */
  keep(entry: Received): void
  /** Writes a line; it is only made when somebody listens. */
  log(make: () => LogEntry): void
  end(): void
}

/** Makes a {@link Recorder} that keeps the newest `bound` entries. */
export const createRecorder = (bound: number): Recorder => {
  const started = now()
  const received: Received[] = []
  const lines = new Subject<LogLine>()
  let dropped = 0
  return {
    received,
    dropped: () => dropped,
    log$: lines.asObservable(),
    keep: (entry) => {
      received.push(entry)
      if (received.length <= bound) return
      received.shift()
      dropped++
    },
    log: (make) => {
      if (lines.observed) lines.next({ t: now() - started, ...make() })
    },
    end: () => {
      lines.complete()
    },
  }
}
