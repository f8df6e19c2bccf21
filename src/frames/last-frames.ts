import { objectOf } from '../options/check.js'
import { checkOptions } from '../options/check-options.js'
import { integerWithin } from '../options/checks.js'
import type { Clock } from '../time/clock.js'
import { secretFinder } from '../redaction/find-secrets.js'
import type { FrameObserver } from './frame-observer.js'
import { loginSecrets } from './login-secrets.js'
import { redactFrame } from './redact-frame.js'

/** How much {@link lastFrames} keeps. */
export interface LastFramesOptions {
  /**
   * How many frames, from 1 to 10,000; the oldest go first.
   * @defaultValue 50
   */
  readonly count?: number
  /**
   * How many characters of each, from 1 to 1,000,000.
   * @defaultValue 2000
   */
  readonly maxLength?: number
}

/** A frame that went over a connection, without its secrets. */
export interface Frame {
  /** When, in milliseconds since 1970. */
  readonly at: number
  /** Which way, as seen from here. */
  readonly direction: 'sent' | 'received'
  /** Number of the connection, from 1; each attempt that opens a WebSocket counts. */
  readonly connection: number
  /** Length of the whole frame in characters; -1 for a binary frame. */
  readonly length: number
  /** The text, or its beginning, with `[removed]` in the place of each secret; empty for a binary frame. */
  readonly text: string
}

/** A frame as it came. */
interface Kept extends Omit<Frame, 'text'> {
  readonly raw: string
}

/** A frame with nothing but a ping or its answer. In a quiet hour there would be nothing else left. */
const isPing = (text: string): boolean =>
  text.length < 32 && /^\[?\s*\{\s*"Type"\s*:\s*"P[io]ng"\s*\}\s*\]?$/.test(text)

/** So much more of a long frame is kept as it takes to know a secret that the cut goes through. */
const margin = 512

/** So many more logins than frames are remembered for what they sent. */
const moreSecrets = 16

/** The beginning of a text, without the rest of it in memory: a slice alone would hold on to the whole. */
const beginning = (text: string, length: number): string =>
  text.length <= length ? text : (JSON.parse(JSON.stringify(text.slice(0, length))) as string)

/**
 * The last frames of a consumer, made by {@link lastFrames}. What it holds cannot be printed by accident: not by
 * `console.log`, `JSON.stringify` or a debugger's look at its members. Only `take` gives it, without secrets.
 */
export class LastFrames {
  // Functions, because the console of a browser shows private fields, but not what a function remembers.
  readonly #take: () => readonly Frame[]
  readonly #attach: (clock: Clock) => FrameObserver

  /** @internal */
  constructor({ count = 50, maxLength = 2_000 }: LastFramesOptions) {
    let kept: Kept[] = []
    let connections = 0
    const secrets = new Set<string>()

    const remember = (frame: string): void => {
      for (const secret of loginSecrets(frame)) {
        // The newest stands last.
        secrets.delete(secret)
        secrets.add(secret)
      }
      for (const oldest of secrets) {
        if (secrets.size <= count + moreSecrets) break
        secrets.delete(oldest)
      }
    }
    this.#attach = (clock) => {
      connections += 1
      const connection = connections
      return (direction, frame) => {
        const text = typeof frame === 'string' ? frame : ''
        const length = typeof frame === 'string' ? frame.length : -1
        if (isPing(text)) return
        if (direction === 'sent') remember(text)
        kept.push({ at: clock(), direction, connection, length, raw: beginning(text, maxLength + margin) })
        // Not one by one: to take the first of a list away moves all the others.
        if (kept.length >= 2 * count) kept = kept.slice(-count)
      }
    }
    this.#take = () => {
      const find = secretFinder(secrets)
      return kept
        .slice(-count)
        .map(({ raw, ...frame }) => ({ ...frame, text: redactFrame(raw, maxLength, find) }))
    }
  }

  /**
   * The frames of this moment, oldest first.
   *
   * @returns frames without secrets; a new list each time
   */
  take(): readonly Frame[] {
    return this.#take()
  }

  /** The same as {@link LastFrames.take}, for `JSON.stringify` and what writes reports. */
  toJSON(): readonly Frame[] {
    return this.take()
  }

  /** @internal */
  attach(clock: Clock): FrameObserver {
    return this.#attach(clock)
  }
}

/**
 * Keeps the last frames of a consumer for error reports: what was said before things went wrong. Give it to
 * `createConsumer` as `frames`, and `take` the frames when you need them.
 *
 * Tokens, passwords and names of users who log in are taken out, in whatever form the server repeats them. Everything
 * else is shown: names and values of items, and what was posted. Pings and their answers are left out. To keep a frame
 * costs a reference; it is looked through when it is taken.
 *
 * @param options - how many frames, and how much of each
 * @returns what to give to one or several consumers
 * @throws {@link UsageError} `invalid-options` when an option cannot work
 *
 * @example
 * ```ts
 * import { createConsumer, discover, lastFrames, type TokenSource } from 'rx-omm'
 *
 * declare const tokens: TokenSource
 * declare const captureException: (error: unknown, context: { extra: object }) => void
 *
 * const frames = lastFrames({ count: 20 })
 * const consumer = createConsumer({ tokens, endpoints: discover({ region: 'us-east-1' }), frames })
 * consumer.item('EUR=').subscribe({
 *   error: (error: unknown) => captureException(error, { extra: { frames: frames.take() } }),
 * })
 * ```
 */
export const lastFrames = (options: LastFramesOptions = {}): LastFrames => {
  const amounts = { count: integerWithin(1, 10_000), maxLength: integerWithin(1, 1_000_000) }
  checkOptions('lastFrames', objectOf({}, amounts, 'an object of options'), options)
  return new LastFrames(options)
}
