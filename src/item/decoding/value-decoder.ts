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

/** Decodes fields, each by its own codec, and notes those that do not fit. */
export interface ValueDecoder {
  /** Decodes one of the fields of an update into `fields`. */
  change(fields: Decoded, name: string, codec: FieldCodec, value: unknown): void
  /** Decodes all fields; `undefined` when a required one is missing. */
  whole(values: Values): Decoded | undefined
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

/**
 * Starts with nothing noted.
 *
 * @param misfits - where it is noted; absent to note nothing
 */
export const valueDecoder = (codecs: FieldCodecs, misfits?: Misfits): ValueDecoder => {
  const misfit = (name: string, { codec }: FieldCodec): void => {
    misfits?.add(name, `field ${name} does not fit its type: ${codec.name}`)
  }
  const absent = (name: string, { codec }: FieldCodec): void => {
    misfits?.add(name, `field ${name} is not there; its type is: ${codec.name}`)
  }
  return {
    change: (fields, name, codec, value) => {
      if (decodeInto(fields, name, codec, value)) misfits?.fits(name)
      else misfit(name, codec)
    },
    whole: (values) => {
      const fields: Decoded = {}
      let isWhole = true
      for (const [name, codec] of codecs) {
        const isThere = values.has(name)
        // What is not there is decoded too, as it is in an object: some codecs have a default.
        if ((!isThere && !codec.required) || decodeInto(fields, name, codec, values.get(name))) {
          misfits?.fits(name)
        } else {
          isWhole &&= !codec.required
          const note = isThere ? misfit : absent
          note(name, codec)
        }
      }
      return isWhole ? fields : undefined
    },
  }
}
