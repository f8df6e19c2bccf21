import * as t from 'io-ts'
import type { Check } from './check.js'

/** A codec of what a check takes, for codecs that are made of it. */
export const codecOf = <A>({ name, is }: Check<A>): t.Type<A> =>
  new t.Type<A>(
    name,
    is,
    (value, context) => (is(value) ? t.success(value) : t.failure(value, context)),
    t.identity,
  )

const tagOf = (type: unknown): unknown =>
  typeof type === 'object' && type !== null && '_tag' in type ? type._tag : undefined

/** Where a value is wrong and what was expected there; never the value itself, which may be a secret. */
const complaint = ({ context }: t.ValidationError): string => {
  const path: string[] = []
  let expected = ''
  let parent: unknown
  for (const { key, type } of context) {
    const member = tagOf(parent)
    // Below a union io-ts reports each alternative; the name of the union says it better.
    if (member === 'UnionType') break
    if (member !== 'IntersectionType' && key !== '') path.push(key)
    expected = type.name
    parent = type
  }
  return path.length === 0 ? `must be ${expected}` : `\`${path.join('.')}\` must be ${expected}`
}

/** What is wrong with what was received, one text a fault; empty when it fits. No text holds any part of it. */
export const decodingFaults = (codec: t.Mixed, value: unknown): readonly string[] => {
  const result = codec.decode(value)
  return result._tag === 'Right' ? [] : [...new Set(result.left.map(complaint))]
}
