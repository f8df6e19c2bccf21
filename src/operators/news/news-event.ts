import type { ItemEventBase } from '../../item/item-event.js'
import type { Story } from './story.js'

/** A story that is whole. */
export interface StoryEvent<T = Story> extends ItemEventBase {
  /** Tells the kinds of {@link NewsEvent} apart. */
  readonly type: 'story'
  /** Names the story on the feed (`GUID`). */
  readonly guid: string
  /** Which machine of the vendor sent it (`MRN_SRC`); empty where the server does not say. */
  readonly source: string
  /** What kind of news it is (`MRN_TYPE`), such as `STORY`; absent where the server does not say. */
  readonly kind?: string
  /** The story. */
  readonly story: T
}

/**
 * Why a story is lost.
 *
 * - `fragment-missing`: one of its fragments did not come, or came too late
 * - `fragment-repeated`: a fragment came again, and said something else
 * - `conflated`: updates were merged on the way, which keeps one fragment of several
 * - `timeout`: the next fragment did not come in time, or it was not unpacked in time
 * - `outage`: the item became stale before the story was whole
 * - `refresh`: the server sent a refresh by itself before the story was whole
 * - `ended`: the item ended before the story was whole
 * - `crowded-out`: more was half-built than the options allow
 * - `too-large`: larger than the options allow
 * - `wrong-size`: more came than the first fragment said
 * - `malformed`: an update whose fields make no fragment
 * - `not-base64`, `not-gzip`, `not-json`, `not-a-story`: at this step it could not be read
 */
export type LossReason =
  | 'fragment-missing'
  | 'fragment-repeated'
  | 'conflated'
  | 'timeout'
  | 'outage'
  | 'refresh'
  | 'ended'
  | 'crowded-out'
  | 'too-large'
  | 'wrong-size'
  | 'malformed'
  | 'not-base64'
  | 'not-gzip'
  | 'not-json'
  | 'not-a-story'

/** A story that will not come. Told once for each. */
export interface LostStory extends ItemEventBase {
  /** Tells the kinds of {@link NewsEvent} apart. */
  readonly type: 'lost'
  /** Why. */
  readonly reason: LossReason
  /** The same in words, for a log; holds nothing of the story. */
  readonly text: string
  /** Names the story on the feed; absent where even that is not known. */
  readonly guid?: string
  /** Which machine of the vendor sent it; empty where the server does not say. */
  readonly source: string
  /** Number of fragments that were there. */
  readonly fragments: number
  /** Bytes that were there, compressed. */
  readonly bytes: number
  /** Size in bytes that was announced, compressed; absent where the first fragment was not there. */
  readonly size?: number
}

/** How the item is: after each refresh and each status. */
export interface NewsStatus extends ItemEventBase {
  /** Tells the kinds of {@link NewsEvent} apart. */
  readonly type: 'status'
  /** Present on the first refresh after the item was stale. What was published in between does not come. */
  readonly recovered?: {
    /** How long the item was stale, in milliseconds. */
    readonly awayMs: number
  }
}

/** What `toStories` gives. */
export type NewsEvent<T = Story> = StoryEvent<T> | LostStory | NewsStatus
