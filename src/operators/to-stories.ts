import { type OperatorFunction, concatAll } from 'rxjs'
import type { ItemEvent } from '../item/item-event.js'
import { assemble } from './news/assemble.js'
import type { NewsEvent } from './news/news-event.js'
import { readStory } from './news/read-story.js'
import {
  limitsOf,
  type CodedStoriesOptions,
  type StoriesOptions,
  type StoryCodec,
} from './news/stories-options.js'
import type { Story } from './news/story.js'
import type { ReadJson } from './news/unpack.js'

const asStory: ReadJson<Story> = (json) => {
  const story = readStory(json)
  if (typeof story !== 'string') return { story }
  return { text: story === '' ? 'the JSON is no object' : `the member ${story} is of another type` }
}

const by =
  <T>(codec: StoryCodec<T>): ReadJson<T> =>
  (json) => {
    const result = codec.decode(json)
    return result._tag === 'Right' ? { story: result.right } : { text: 'the JSON does not fit the codec' }
  }

/**
 * Puts machine-readable news together: the fragments of each story are joined, unpacked and read. For items such as
 * `MRN_STORY` of the domain `NewsTextAnalytics`.
 *
 * ```text
 * source       -R--a1-b1-a2-b2-a3----c1----c3--
 * toStories()  -s-----------b--a-----------x---
 *               status                     lost: fragment-missing
 * ```
 *
 * A story that cannot be put together is told as `lost`, with the reason, and never ends the stream. So is one
 * whose item becomes stale before it is whole, or whose next fragment takes too long. Events keep their order, although
 * unpacking takes time. What is half-built takes no more memory than the options allow: the one that has waited longest
 * goes first. A fragment that comes twice does no harm while its story is half-built; a whole story that comes twice is told
 * twice.
 *
 * Nothing may merge updates before it: put neither `conflate` nor `toImage` between the item and this operator, and a
 * view must hold all of `MRN_SRC`, `GUID`, `FRAG_NUM`, `TOT_SIZE` and `FRAGMENT`.
 *
 * @throws {@link UsageError} `invalid-options` when an option is no such number, or nothing can unpack
 *
 * @example
 * ```ts
 * import { toStories, type Consumer } from 'rx-omm'
 *
 * declare const consumer: Consumer
 * consumer
 *   .item('MRN_STORY', { domain: 'NewsTextAnalytics' })
 *   .pipe(toStories())
 *   .subscribe((event) => {
 *     if (event.type === 'story') console.log(event.story.urgency, event.story.headline)
 *     if (event.type === 'lost') console.log('lost', event.reason)
 *   })
 * ```
 */
export function toStories(options?: StoriesOptions): OperatorFunction<ItemEvent, NewsEvent>
/**
 * The same for content of a type of its own, such as that of `MRN_TRNA`, by a codec of io-ts.
 */
export function toStories<T>(options: CodedStoriesOptions<T>): OperatorFunction<ItemEvent, NewsEvent<T>>
export function toStories<T>(
  options: StoriesOptions & Partial<CodedStoriesOptions<T>> = {},
): OperatorFunction<ItemEvent, NewsEvent<T | Story>> {
  const limits = limitsOf(options)
  const read: ReadJson<T | Story> = options.codec === undefined ? asStory : by(options.codec)
  return (source) => assemble(source, limits, read).pipe(concatAll())
}
