import type * as t from 'io-ts'
import { UsageError } from '../../errors.js'
import { isRecord } from '../../content/is-record.js'

/** What is known of one field of a codec. */
export interface FieldCodec {
  readonly codec: Pick<t.Mixed, 'name' | 'decode'>
  /** Must be there in every refresh. */
  readonly required: boolean
  /** Which of the fields of the codec it is, counted from 0. */
  readonly place: number
}

/** The fields of a codec by name. */
export type FieldCodecs = ReadonlyMap<string, FieldCodec>

const refuse = (why: string): never => {
  throw new UsageError('invalid-options', `item request: \`view\` ${why}`)
}

/** True for a view that is a codec, of whatever kind. By its looks: an application may have an io-ts of its own. */
export const isCodec = (view: unknown): boolean =>
  isRecord(view) && typeof view['decode'] === 'function' && typeof view['_tag'] === 'string'

/** A field that several parts of an intersection name has to fit all of them. */
const both = (one: FieldCodec['codec'], other: FieldCodec['codec']): FieldCodec['codec'] => ({
  name: `(${one.name} & ${other.name})`,
  decode: (value) => {
    const result = one.decode(value)
    return result._tag === 'Left' ? result : other.decode(value)
  },
})

const add = (fields: Map<string, FieldCodec>, props: unknown, required: boolean): void => {
  if (!isRecord(props)) return
  for (const [name, codec] of Object.entries(props)) {
    const before = fields.get(name)
    const own = codec as t.Mixed
    fields.set(name, {
      codec: before === undefined ? own : both(before.codec, own),
      required: required || before?.required === true,
      place: before?.place ?? fields.size,
    })
  }
}

const collect = (fields: Map<string, FieldCodec>, codec: unknown): void => {
  const { _tag, props, type, types } = isRecord(codec) ? codec : {}
  switch (_tag) {
    case 'InterfaceType':
    case 'StrictType':
      add(fields, props, true)
      return
    case 'PartialType':
      add(fields, props, false)
      return
    case 'ExactType':
    case 'ReadonlyType':
      collect(fields, type)
      return
    case 'IntersectionType':
      for (const one of Array.isArray(types) ? types : []) collect(fields, one)
      return
    default:
      refuse(
        'must be made of t.type, t.partial, t.strict, t.intersection, t.exact and t.readonly where it is a codec',
      )
  }
}

/**
 * Takes a codec apart, so that each field can be decoded when it comes.
 *
 * @throws UsageError `invalid-options` when the codec is not one of fields, or has none
 */
export const fieldCodecs = (view: unknown): FieldCodecs => {
  const fields = new Map<string, FieldCodec>()
  collect(fields, view)
  return fields.size === 0 ? refuse('must have at least one field') : fields
}
