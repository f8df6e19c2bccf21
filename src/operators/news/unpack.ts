import { type Observable, asyncScheduler, catchError, defer, from, map, of, reduce, timeout } from 'rxjs'
import type { LossReason } from './news-event.js'
import type { Limits } from './stories-options.js'

/** What came of unpacking: the content, or why there is none. */
export type Unpacked<T> = { readonly story: T } | { readonly reason: LossReason; readonly text: string }

/** Reads parsed JSON; gives what is wrong with it in words where it does not fit. */
export type ReadJson<T> = (json: unknown) => { readonly story: T } | { readonly text: string }

interface Bytes {
  readonly chunks: Uint8Array[]
  size: number
}

class TooLarge extends Error {}

const parse = <T>({ chunks }: Bytes, read: ReadJson<T>): Unpacked<T> => {
  let json: unknown
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true })
    const text = chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode()
    json = JSON.parse(text)
  } catch {
    return { reason: 'not-json', text: 'what was unpacked is no JSON' }
  }
  try {
    const result = read(json)
    return 'story' in result ? result : { reason: 'not-a-story', text: result.text }
  } catch {
    return { reason: 'not-a-story', text: 'the codec failed' }
  }
}

/**
 * Unpacks a story and reads its JSON. Never fails. What has not been read at `until`, by the clock of RxJS, is given up,
 * and not even begun with when it is later than that.
 */
export const unpack = <T>(
  compressed: Uint8Array<ArrayBuffer>,
  { gunzip, maxStoryBytes, timeout: patience }: Limits,
  until: number,
  read: ReadJson<T>,
): Observable<Unpacked<T>> =>
  defer((): Observable<Unpacked<T>> => {
    const late: Unpacked<T> = { reason: 'timeout', text: `it was not unpacked within ${patience} ms` }
    const left = until - asyncScheduler.now()
    if (left <= 0) return of(late)
    return from(gunzip(compressed)).pipe(
      reduce<Uint8Array, Bytes>(
        (bytes, chunk) => {
          bytes.size += chunk.length
          if (bytes.size > maxStoryBytes) throw new TooLarge()
          bytes.chunks.push(chunk)
          return bytes
        },
        { chunks: [], size: 0 },
      ),
      map((bytes) => parse(bytes, read)),
      // A clock that was set back must not make anybody wait longer than that.
      timeout({ first: Math.min(left, patience), with: () => of(late) }),
    )
  }).pipe(
    catchError((error: unknown): Observable<Unpacked<T>> => {
      if (error instanceof TooLarge)
        return of({ reason: 'too-large', text: `unpacked, it is larger than ${maxStoryBytes} bytes` })
      return of({ reason: 'not-gzip', text: 'it could not be unpacked' })
    }),
  )
