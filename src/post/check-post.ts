import { UsageError } from '../errors.js'
import { anyObject, fitting, objectOf } from '../options/check.js'
import { checkOptions } from '../options/check-options.js'
import { duration, filledText, flag, nameOrNumber, oneOf, unsigned } from '../options/checks.js'
import type { Post, PostContent } from './post.js'

const dotted = /^(?:\d{1,3}\.){3}\d{1,3}$/

const uint32 = /* @__PURE__ */ unsigned(32)

/** Who posts: check of a {@link PostUser}. */
export const postUser = /* @__PURE__ */ objectOf(
  {
    address: fitting(
      'a dotted IPv4 address, or the same as a number',
      (value): value is string | number =>
        uint32.is(value) ||
        (typeof value === 'string' &&
          dotted.test(value) &&
          value.split('.').every((part) => Number(part) < 256)),
    ),
    userId: uint32,
  },
  {},
)

const text = fitting('a text', (value): value is string => typeof value === 'string')

const content = {
  type: oneOf('update', 'refresh', 'status'),
  fields: anyObject(),
  content: anyObject(),
  state: objectOf({ stream: filledText, data: filledText }, { code: text, text }),
  message: anyObject(),
}

const part = objectOf({}, content)

const check = objectOf(
  { name: filledText },
  {
    ...content,
    service: nameOrNumber,
    domain: nameOrNumber,
    nameType: nameOrNumber,
    onStream: flag,
    parts: fitting(
      'a list of parts that is not empty',
      (value): value is PostContent[] => Array.isArray(value) && value.length > 0 && value.every(part.is),
    ),
    ack: flag,
    timeout: duration,
    userInfo: postUser,
    rights: unsigned(16),
    permData: filledText,
    seqNumber: uint32,
  },
  'a post',
)

/** What a message says by itself, and what would contradict it. */
const whole = ['type', 'fields', 'content', 'state'] as const

const refuseBoth = (given: object, one: string, others: readonly string[]): void => {
  const other = others.find((name) => (given as Record<string, unknown>)[name] !== undefined)
  if ((given as Record<string, unknown>)[one] === undefined || other === undefined) return
  throw new UsageError('invalid-options', `post: \`${one}\` and \`${other}\` exclude each other`)
}

/**
 * Refuses a post that no server could read.
 *
 * @throws UsageError `invalid-options` with what is wrong
 */
export const checkPost = (post: Post): void => {
  checkOptions('post', check, post)
  for (const one of [post, ...(post.parts ?? [])]) {
    refuseBoth(one, 'message', whole)
    refuseBoth(one, 'fields', ['content'])
  }
  refuseBoth(post, 'parts', ['message', ...whole])
}
