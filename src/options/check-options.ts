import type * as t from 'io-ts'
import { UsageError } from '../errors.js'

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

/** What is wrong with a value, one text a fault; empty when it fits. No text holds any part of the value. */
export const faultsOf = (codec: t.Mixed, value: unknown): readonly string[] => {
  const result = codec.decode(value)
  return result._tag === 'Right' ? [] : [...new Set(result.left.map(complaint))]
}

/**
 * Checks the options of a public function where it is called.
 *
 * @throws UsageError `invalid-options` with the path and the expected type of everything that is wrong
 */
export const checkOptions = (name: string, codec: t.Mixed, options: unknown): void => {
  const faults = faultsOf(codec, options)
  if (faults.length > 0) throw new UsageError('invalid-options', `${name}: ${faults.join('; ')}`)
}
