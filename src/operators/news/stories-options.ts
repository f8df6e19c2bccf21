import type { Decoder } from 'io-ts'
import type { ObservableInput } from 'rxjs'
import { UsageError } from '../../errors.js'
import { checkNumber } from '../events/check-number.js'
import { gunzip } from './gunzip.js'

/** Options of `toStories`. */
export interface StoriesOptions {
  /**
   * How long a story may wait for its next fragment, and after its last one to be unpacked, in milliseconds. More than
   * 2 147 483 647 is as much as that, which is some 24 days.
   * @defaultValue 30 000
   */
  readonly timeout?: number
  /** Most stories that may be half-built at a time. @defaultValue 1000 */
  readonly maxStories?: number
  /**
   * Most bytes, compressed, that may be held: of all stories that are half-built or wait to be unpacked, and some hundred
   * for each fragment.
   * @defaultValue 32 MiB
   */
  readonly maxBytes?: number
  /** Most bytes that one story may have when it is unpacked. @defaultValue 16 MiB */
  readonly maxStoryBytes?: number
  /**
   * Unpacks a story; what it emits is joined. For platforms without `DecompressionStream`, for tests in virtual
   * time, and for other compressions.
   * @defaultValue `DecompressionStream`, which Node and browsers have
   */
  readonly gunzip?: (compressed: Uint8Array<ArrayBuffer>) => ObservableInput<Uint8Array>
}

/** What decodes the JSON of a story: any codec of io-ts. */
export type StoryCodec<T> = Pick<Decoder<unknown, T>, 'decode'>

/** Options of `toStories` for content of a type of its own, such as that of `MRN_TRNA`. */
export interface CodedStoriesOptions<T> extends StoriesOptions {
  /** Decodes the JSON; what does not fit is lost with the reason `not-a-story`. */
  readonly codec: StoryCodec<T>
}

/** Longest time that a timer can be set to; a longer one would end at once. */
const longest = 2 ** 31 - 1

/** The options with their defaults filled in. */
export type Limits = Required<StoriesOptions>

/**
 * Checks the options where the operator is called, and fills in the defaults.
 *
 * @throws UsageError `invalid-options`
 */
export const limitsOf = (options: StoriesOptions): Limits => {
  const { timeout = 30_000, maxStories = 1000, maxBytes = 2 ** 25, maxStoryBytes = 2 ** 24 } = options
  for (const [name, value] of Object.entries({ timeout, maxStories, maxBytes, maxStoryBytes }))
    checkNumber(`toStories: ${name}`, value, 1, name !== 'timeout')
  if (options.gunzip === undefined && typeof DecompressionStream === 'undefined')
    throw new UsageError(
      'invalid-options',
      'toStories: this platform has no DecompressionStream; give the option gunzip',
    )
  return {
    timeout: Math.min(timeout, longest),
    maxStories,
    maxBytes,
    maxStoryBytes,
    gunzip: options.gunzip ?? gunzip,
  }
}
