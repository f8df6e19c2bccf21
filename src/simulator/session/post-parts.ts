import { joinContent, type PostContent } from './post-content.js'

type Members = Readonly<Record<string, unknown>>

/** Keeps the parts of posts until the last one comes. */
export interface PostParts {
  /**
   * Takes a part. What it gives is the whole post with its last part, `'more'` before that, and `'lost'` when a
   * part is missing.
   */
  take(post: Members, content: PostContent): PostContent | 'more' | 'lost'
}

/** Unfinished posts of one connection; the oldest one is forgotten. */
const most = 1000

/** Makes the {@link PostParts} of a connection. */
export const createPostParts = (): PostParts => {
  const waiting = new Map<string, { readonly content: PostContent; readonly part: number }>()
  return {
    take: (post, content) => {
      const complete = post['Complete'] !== false
      const key = `${String(post['ID'])}|${String(post['PostID'])}`
      const before = waiting.get(key)
      const { PartNumber = complete && !before ? 0 : (before?.part ?? -1) + 1 } = post
      waiting.delete(key)
      // Part 0 begins the post anew, whatever came before.
      const first = PartNumber === 0
      if (!first && PartNumber !== (before?.part ?? -1) + 1) return 'lost'
      const whole = first || !before ? content : joinContent(before.content, content)
      if (complete) return whole
      waiting.set(key, { content: whole, part: PartNumber })
      const [oldest] = waiting.keys()
      if (waiting.size > most && oldest !== undefined) waiting.delete(oldest)
      return 'more'
    },
  }
}
