import type { RecordedLine } from './recorded-line.js'
import { RecordingError } from './recording-error.js'

/** What was recorded of one connection. */
export interface Recording {
  /** The events in their order. */
  readonly lines: readonly RecordedLine[]
  /**
   * Number of the last line, from 1, where it breaks off in the middle: whoever wrote it was ended. It is left out
   * of `lines`.
   */
  readonly cutOffAt?: number
}

type Members = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What is wrong with a line, in words; or the line. */
const read = (value: unknown): RecordedLine | string => {
  if (!isObject(value)) return 'it is not an object'
  const { t, from, frame, close } = value
  if (typeof t !== 'number') return '"t" must be a number, the milliseconds since the socket opened'
  if (from !== 'client' && from !== 'server') return '"from" must be "client" or "server"'
  if (typeof frame === 'string') return { t, from, frame }
  if (frame !== undefined) return '"frame" must be a text'
  if (!isObject(close)) return 'it needs "frame", a text, or "close", an object'
  const { code, reason = '' } = close
  if (typeof code !== 'number') return '"close.code" must be a number'
  if (typeof reason !== 'string') return '"close.reason" must be a text'
  return { t, from, close: { code, reason } }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Reads a recording: one JSON line for each event, see {@link RecordedLine}. Blank lines are left out, and so is a
 * last line that breaks off, which `cutOffAt` tells.
 *
 * @param text - what the file holds
 * @throws {@link RecordingError} for the first line that is wrong
 *
 * @example
 * ```ts
 * import { readRecording } from 'rx-omm/simulator'
 *
 * const { lines } = readRecording('{"t":12,"from":"server","frame":"[{\\"Type\\":\\"Ping\\"}]"}\n')
 * console.log(lines.length) // 1
 * ```
 */
export const readRecording = (text: string): Recording => {
  const lines: RecordedLine[] = []
  const texts = text.replace(/^\uFEFF/, '').split('\n')
  for (const [index, each] of texts.entries()) {
    if (each.trim() === '') continue
    const value = parsed(each)
    // What is behind the last line break was still being written.
    if (value === undefined && index === texts.length - 1) return { lines, cutOffAt: index + 1 }
    const line = value === undefined ? 'it is not JSON' : read(value)
    if (typeof line === 'string') throw new RecordingError(index + 1, line)
    lines.push(line)
  }
  return { lines }
}
