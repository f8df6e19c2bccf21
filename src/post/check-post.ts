import * as t from 'io-ts'
import { UsageError } from '../errors.js'
import { checkOptions } from '../options/check-options.js'
import { duration, filledText, fitting, flag } from '../options/codecs.js'
import type { Post, PostContent } from './post.js'

const nameOrNumber = fitting(
  'a text or a number',
  (value): value is string | number => typeof value === 'string' || typeof value === 'number',
)

const plainObject = fitting(
  'an object',
  (value): value is object => typeof value === 'object' && value !== null && !Array.isArray(value),
)

/** An integer without a sign that takes so many bits at most. */
const unsigned = (bits: number): t.Type<number, number> =>
  fitting(
    `an integer from 0 to ${2 ** bits - 1}`,
    (value): value is number =>
      typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** bits,
  )

const dotted = /^(?:\d{1,3}\.){3}\d{1,3}$/

/** Who posts: codec of a {@link PostUser}. */
export const postUser = t.type({
  address: fitting(
    'a dotted IPv4 address, or the same as a number',
    (value): value is string | number =>
      unsigned(32).is(value) ||
      (typeof value === 'string' &&
        dotted.test(value) &&
        value.split('.').every((part) => Number(part) < 256)),
  ),
  userId: unsigned(32),
})

const content = {
  type: fitting(
    "'update', 'refresh' or 'status'",
    (value): value is 'update' | 'refresh' | 'status' =>
      value === 'update' || value === 'refresh' || value === 'status',
  ),
  fields: plainObject,
  content: plainObject,
  state: t.intersection([
    t.type({ stream: filledText, data: filledText }),
    t.partial({ code: t.string, text: t.string }),
  ]),
  message: plainObject,
}

const codec = t.intersection(
  [
    t.type({ name: filledText }),
    t.partial({
      ...content,
      service: nameOrNumber,
      domain: nameOrNumber,
      nameType: nameOrNumber,
      onStream: flag,
      parts: fitting(
        'a list of parts that is not empty',
        (value): value is PostContent[] =>
          Array.isArray(value) && value.length > 0 && value.every((part) => t.partial(content).is(part)),
      ),
      ack: flag,
      timeout: duration,
      userInfo: postUser,
      rights: unsigned(16),
      permData: filledText,
      seqNumber: unsigned(32),
    }),
  ],
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
  checkOptions('post', codec, post)
  for (const one of [post, ...(post.parts ?? [])]) {
    refuseBoth(one, 'message', whole)
    refuseBoth(one, 'fields', ['content'])
  }
  refuseBoth(post, 'parts', ['message', ...whole])
}
