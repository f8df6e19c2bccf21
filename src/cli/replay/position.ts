import type { LogLine, Recording } from '../../simulator/index.js'

/** Where the connections are in their recordings. */
export interface Position {
  /** Notes who comes and who goes. Times are in milliseconds since 1970. */
  readonly note: (line: LogLine, now: number) => void
  /** The position of each connection, in words for a line of progress. */
  readonly text: (now: number) => string
}

const clock = (ms: number): string => {
  const seconds = Math.floor(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** Follows connections that get these recordings in turn. */
export const createPosition = (recordings: readonly Recording[], speed: number): Position => {
  const opened = new Map<number, number>()
  const lengths = recordings.map(({ lines }) => lines.at(-1)?.t ?? 0)
  return {
    note: (line, now) => {
      if (!('connection' in line)) return
      if ('close' in line) opened.delete(line.connection)
      else if (!opened.has(line.connection)) opened.set(line.connection, now)
    },
    text: (now) => {
      const positions = [...opened].map(([connection, since]) => {
        const length = lengths[(connection - 1) % lengths.length] ?? 0
        const at = Math.min(length, (now - since) * speed)
        return `connection ${connection}: ${at < length ? `${clock(at)} of ${clock(length)}` : `at its end, ${clock(length)}`}`
      })
      return positions.length === 0 ? 'no client is connected' : positions.join(', ')
    },
  }
}
