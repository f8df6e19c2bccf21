import { setField } from '../../content/merge-field.js'
import type { FieldCodec, FieldCodecs } from './field-codecs.js'
import type { Misfits } from './misfits.js'

/** Fields after they were decoded. */
export type Decoded = Record<string, unknown>

/** Tells the values of an item's fields before they are decoded. */
interface Values {
  has(name: string): boolean
  get(name: string): unknown
}

const decodeInto = (fields: Decoded, name: string, { codec }: FieldCodec, value: unknown): boolean => {
  let result: ReturnType<typeof codec.decode>
  try {
    result = codec.decode(value)
  } catch {
    // A codec that converts may throw at what it did not expect: that is a value that does not fit, and no more.
    return false
  }
  if (result._tag === 'Left') return false
  setField(fields, name, result.right as unknown)
  return true
}

const doesNotFit = (name: string, { codec }: FieldCodec): string =>
  `field ${name} does not fit its type: ${codec.name}`

const isAbsent = (name: string, { codec }: FieldCodec): string =>
  `field ${name} is not there; its type is: ${codec.name}`

/** Decodes one of the fields of an update into `fields`, and notes whether it fits. */
export const decodeChange = (
  fields: Decoded,
  name: string,
  codec: FieldCodec,
  value: unknown,
  misfits: Misfits,
): void => {
  if (decodeInto(fields, name, codec, value)) misfits.fits(name)
  else misfits.add(name, doesNotFit(name, codec))
}

/**
 * Decodes all fields, each by its own codec; `undefined` when a required one is missing.
 *
 * @param misfits - where those that do not fit are noted; absent to note nothing
 */
export const decodeWhole = (
  codecs: FieldCodecs,
  values: Values,
  misfits: Misfits | undefined,
): Decoded | undefined => {
  const fields: Decoded = {}
  let isWhole = true
  for (const [name, codec] of codecs) {
    const isThere = values.has(name)
    // What is not there is decoded too, as it is in an object: some codecs have a default.
    if ((!isThere && !codec.required) || decodeInto(fields, name, codec, values.get(name))) {
      misfits?.fits(name)
    } else {
      isWhole &&= !codec.required
      misfits?.add(name, (isThere ? doesNotFit : isAbsent)(name, codec))
    }
  }
  return isWhole ? fields : undefined
}
