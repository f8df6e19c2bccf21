import type { LossReason } from './news-event.js'
import type { Fragment, StoryName } from './read-fragment.js'

/** A story of which all fragments are there. */
export interface WholeStory extends StoryName {
  readonly kind: string | undefined
  readonly fragments: number
  readonly compressed: Uint8Array<ArrayBuffer>
  /** To be called once, when its bytes are not needed any more. */
  readonly release: () => void
}

/** What there is to tell of a story that will not come. */
export interface Loss {
  readonly guid?: string
  readonly source: string
  readonly reason: LossReason
  readonly text: string
  readonly fragments: number
  readonly bytes: number
  readonly size?: number
}

interface HalfBuilt extends StoryName {
  readonly kind: string | undefined
  readonly size: number
  readonly chunks: Uint8Array[]
  bytes: number
  /** When the last fragment came. */
  at: number
}

interface Bounds {
  readonly timeout: number
  readonly maxStories: number
  readonly maxBytes: number
}

/** Stories that are half-built. */
export interface OpenStories {
  /** Takes a fragment, and gives the story when this was its last one. `merged`: several updates made one. */
  add(fragment: Fragment, now: number, merged: boolean): WholeStory | undefined
  /** A story cannot be gone on with, whether it is half-built or not. */
  lose(name: Partial<StoryName>, reason: LossReason, text: string): void
  loseAll(reason: LossReason, text: string): void
  /** Loses what has waited too long; gives how long until the next one has, in milliseconds, if there is one. */
  expire(now: number): number | undefined
}

/** What a fragment takes besides its bytes, roughly: many tiny ones must not fill the memory. */
const overhead = 512

const same = (one: Uint8Array | undefined, other: Uint8Array): boolean =>
  one?.length === other.length && other.every((byte, i) => one[i] === byte)

const join = ({ chunks, size }: HalfBuilt): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

/** Starts with none. `onLoss` is told each story that is lost, once. */
export const openStories = (
  { timeout, maxStories, maxBytes }: Bounds,
  onLoss: (loss: Loss) => void,
): OpenStories => {
  /** The one that has waited longest for a fragment comes first. */
  const open = new Map<string, HalfBuilt>()
  /** Stories that were told, whole or lost, the newest last: what else comes of them is no news. */
  const settled = new Set<string>()
  /** Bytes of what is half-built, and of what has not been released. */
  let held = 0

  const keyOf = ({ source, guid }: StoryName): string => JSON.stringify([source, guid])
  const costOf = ({ bytes, chunks }: HalfBuilt): number => bytes + chunks.length * overhead
  const settle = (key: string): void => {
    settled.delete(key)
    settled.add(key)
    if (settled.size > maxStories) for (const oldest of settled) return void settled.delete(oldest)
  }
  const lose = (name: Partial<StoryName>, reason: LossReason, text: string, size?: number): void => {
    const { guid, source = '' } = name
    const key = guid === undefined ? '' : keyOf({ guid, source })
    const story = open.get(key)
    open.delete(key)
    if (story) held -= costOf(story)
    if (settled.has(key)) return
    if (key !== '') settle(key)
    const announced = story?.size ?? size
    onLoss({
      // No more of the name than that: whoever keeps the loss must not keep the fragments.
      ...(guid === undefined ? {} : { guid }),
      source,
      reason,
      text,
      fragments: story?.chunks.length ?? 0,
      bytes: story?.bytes ?? 0,
      ...(announced === undefined ? {} : { size: announced }),
    })
  }

  const makeRoom = (): void => {
    for (const story of open.values()) {
      if (open.size <= maxStories && held <= maxBytes) return
      lose(story, 'crowded-out', 'too many stories are half-built or wait to be unpacked')
    }
  }

  const start = (fragment: Fragment, size: number, now: number): HalfBuilt | undefined => {
    const { guid, source, kind } = fragment
    const key = keyOf(fragment)
    const before = open.get(key)
    if (before) {
      if (before.size === size && same(before.chunks[0], fragment.bytes)) return undefined
      lose(before, 'fragment-repeated', 'the story began anew before it was whole')
    }
    if (size > maxBytes) {
      lose(fragment, 'too-large', `${size} bytes are more than ${maxBytes}`, size)
      return undefined
    }
    const story = { guid, source, kind, size, chunks: [], bytes: 0, at: now }
    open.set(key, story)
    return story
  }

  /** The story to which a fragment is to be added; `undefined` where there is none. */
  const storyOf = (fragment: Fragment, now: number, merged: boolean): HalfBuilt | undefined => {
    const { number, size, bytes } = fragment
    if (number === 1) return start(fragment, size ?? 0, now)
    const story = open.get(keyOf(fragment))
    const expected = (story?.chunks.length ?? 0) + 1
    if (number > expected) {
      const text = `fragment ${number} came where fragment ${expected} was due`
      lose(fragment, merged ? 'conflated' : 'fragment-missing', text)
      return undefined
    }
    if (!story || number === expected) return story
    if (!same(story.chunks[number - 1], bytes))
      lose(fragment, 'fragment-repeated', `fragment ${number} came again, and was another one`)
    return undefined
  }

  return {
    lose,
    loseAll: (reason, text) => {
      for (const story of [...open.values()]) lose(story, reason, text)
    },
    add: (fragment, now, merged) => {
      const story = storyOf(fragment, now, merged)
      if (!story) return undefined
      const { guid, source, kind, size, chunks } = story
      const key = keyOf(story)
      chunks.push(fragment.bytes)
      story.bytes += fragment.bytes.length
      story.at = now
      held += fragment.bytes.length + overhead
      open.delete(key)
      open.set(key, story)
      if (story.bytes > size) {
        lose(story, 'wrong-size', `${story.bytes} bytes came where ${size} were announced`)
        return undefined
      }
      makeRoom()
      if (story.bytes < size || !open.has(key)) return undefined
      open.delete(key)
      settle(key)
      const cost = costOf(story)
      return {
        guid,
        source,
        kind,
        fragments: chunks.length,
        compressed: join(story),
        release: () => {
          held -= cost
        },
      }
    },
    expire: (now) => {
      for (const story of open.values()) {
        // A clock that was set back must not make anybody wait longer than once more.
        story.at = Math.min(story.at, now)
        const left = story.at + timeout - now
        if (left > 0) return left
        lose(story, 'timeout', `the next fragment did not come within ${timeout} ms`)
      }
      return undefined
    },
  }
}
