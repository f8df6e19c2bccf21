import { isObject, type Members } from './members.js'

/** A message of a frame, with its text around the number of its stream. */
export interface SplitMessage {
  /** The message, read. */
  readonly message: Members
  /** Its text up to the number; the whole text where it has none. */
  readonly head: string
  /** Its text behind the number. */
  readonly tail: string
}

/** Texts, brackets, and what stands between them. */
const tokens = /"(?:[^"\\]|\\.)*"|[[\]{}:,]|[^\s"[\]{}:,]+/gy

const space = /\s*/y

/** Where the messages of a frame begin and end, and where the numbers of their streams do. */
const spansOf = (frame: string) => {
  const spans: { start: number; end: number; id?: readonly [start: number, end: number] }[] = []
  const base = frame.trimStart().startsWith('[') ? 1 : 0
  let depth = 0
  let key = ''
  let at = 0
  for (;;) {
    space.lastIndex = at
    space.exec(frame)
    tokens.lastIndex = space.lastIndex
    const token = tokens.exec(frame)?.[0]
    if (token === undefined) return spans
    const start = space.lastIndex
    at = tokens.lastIndex
    if (token === '{' || token === '[') {
      if (depth === base && token === '{') spans.push({ start, end: start })
      depth++
      key = ''
    } else if (token === '}' || token === ']') {
      depth--
      const span = spans.at(-1)
      if (depth === base && token === '}' && span) span.end = at
    } else if (token === ',') {
      key = ''
    } else if (token !== ':' && depth === base + 1) {
      const span = spans.at(-1)
      if (key === '"ID"' && span) span.id = [start, at]
      key = key === '' ? token : 'value'
    }
  }
}

/**
 * The messages of a frame with their texts as they came, so that numbers keep their digits when a message is sent
 * under another id. `undefined` for a frame that is not JSON, or holds something else than messages.
 */
export const splitFrame = (frame: string): readonly SplitMessage[] | undefined => {
  let parsed: unknown
  try {
    parsed = JSON.parse(frame)
  } catch {
    return undefined
  }
  const messages: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed]
  if (!messages.every(isObject)) return undefined
  const spans = spansOf(frame)
  return messages.map((message, index) => {
    const { start = 0, end = 0, id = [end, end] } = spans[index] ?? {}
    return { message, head: frame.slice(start, id[0]), tail: frame.slice(id[1], end) }
  })
}
