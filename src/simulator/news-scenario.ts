import type { Times } from './wanted.js'

/**
 * What can go wrong with a story on its way: a fragment is lost, comes twice, or in the wrong place; `TOT_SIZE` is
 * wrong; or a byte is.
 */
export type StoryFault = 'lose' | 'duplicate' | 'swap' | 'size' | 'corrupt'

/** Verbs about machine-readable news. */
export interface NewsVerbs {
  /**
   * Sends a whole story now, on every connection that has the item open.
   *
   * @param name - the item, `MRN_STORY` or `MRN_TRNA`
   * @param content - members that are to be in the story; the others are made up
   */
  publishStory(name: string, content?: Readonly<Record<string, unknown>>): void
  /** Spoils the next stories. */
  spoilStories(fault: StoryFault, options?: Times): void
}
