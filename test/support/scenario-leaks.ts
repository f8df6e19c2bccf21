import { inspect } from 'node:util'
import type { Observable } from 'rxjs'
import { vi } from 'vitest'

/** Every way in which a value may end up in a log. */
const printed = (value: unknown): readonly string[] => {
  const texts = [
    inspect(value, {
      depth: 10,
      showHidden: true,
      getters: true,
      maxArrayLength: null,
      maxStringLength: null,
    }),
    inspect(value, { depth: 10 }),
    String(value),
  ]
  try {
    texts.push(JSON.stringify([value]))
  } catch {
    // What cannot be written as JSON cannot leak by it.
  }
  if (value instanceof Error) texts.push(value.stack ?? '', JSON.stringify(Object.entries(value)), printed(value.cause ?? '').join('\n')) // prettier-ignore
  return texts
}

/** Keeps everything that a library prints or could be made to print. */
export interface Leaks {
  /** Takes down a value. */
  readonly keep: (value: unknown) => void
  /** Takes down every value and the error of an observable, until it ends. */
  readonly follow: (source$: Observable<unknown>) => void
  /** All that was taken down, as one text. */
  readonly text: () => string
  /** How much that is, so that a test sees that it looked at something. */
  readonly count: () => number
}

/** Watches console and process output, and whatever is handed to it. Undone by `vi.restoreAllMocks`. */
export const leaks = (): Leaks => {
  const texts: string[] = []
  const keep = (value: unknown): void => {
    texts.push(...printed(value))
  }
  for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'] as const)
    vi.spyOn(console, method).mockImplementation((...values: unknown[]) => {
      values.forEach(keep)
    })
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      keep(String(chunk))
      return true
    })
  return {
    keep,
    follow: (source$) => {
      source$.subscribe({ next: keep, error: keep })
    },
    text: () => texts.join('\n'),
    count: () => texts.length,
  }
}
