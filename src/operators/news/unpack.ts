import { type Observable, catchError, defer, from, map, of, reduce, timeout, TimeoutError } from 'rxjs'
import type { LossReason } from './news-event.js'
import type { Limits } from './stories-options.js'

/** What came of unpacking: the content, or why there is none. */
export type Unpacked<T> = { readonly story: T } | { readonly reason: LossReason; readonly text: string }

/** Reads parsed JSON; gives what is wrong with it in words where it does not fit. */
export type ReadJson<T> = (json: unknown) => { readonly story: T } | { readonly text: string }

interface Bytes {
  readonly chunks: readonly Uint8Array[]
  readonly size: number
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

/** Unpacks a story and reads its JSON. Never fails, and takes no longer than the limits allow. */
export const unpack = <T>(
  compressed: Uint8Array<ArrayBuffer>,
  { gunzip, maxStoryBytes, timeout: patience }: Limits,
  read: ReadJson<T>,
): Observable<Unpacked<T>> =>
  defer(() => from(gunzip(compressed))).pipe(
    reduce<Uint8Array, Bytes>(
      ({ chunks, size }, chunk) => {
        if (size + chunk.length > maxStoryBytes) throw new TooLarge()
        return { chunks: [...chunks, chunk], size: size + chunk.length }
      },
      { chunks: [], size: 0 },
    ),
    timeout(patience),
    map((bytes) => parse(bytes, read)),
    catchError((error: unknown): Observable<Unpacked<T>> => {
      if (error instanceof TimeoutError)
        return of({ reason: 'timeout', text: `unpacking took longer than ${patience} ms` })
      if (error instanceof TooLarge)
        return of({ reason: 'too-large', text: `unpacked, it is larger than ${maxStoryBytes} bytes` })
      return of({ reason: 'not-gzip', text: 'it could not be unpacked' })
    }),
  )
