import { fieldName } from '../market/field.js'
import type { Problem } from './frame.js'
import type { SessionWorld } from './world.js'

/** Numbers of fields, which a post may give in quotes. */
const isFieldId = (name: string): boolean => /^-?\d{1,5}$/.test(name) && Math.abs(Number(name)) <= 32_768

const find = (value: unknown): string | undefined => {
  if (typeof value !== 'object' || value === null) return undefined
  for (const [member, inner] of Object.entries(value) as [string, unknown][]) {
    // What stands in there is for the application, and no field list.
    if (member === 'Json') continue
    if (member === 'Fields' && typeof inner === 'object' && inner !== null) {
      const name = Object.keys(inner).find((one) => fieldName(one) === undefined && !isFieldId(one))
      if (name !== undefined) return name
    }
    const name = find(inner)
    if (name !== undefined) return name
  }
  return undefined
}

/** A field that the server's dictionary lacks, wherever in a post: the whole post is not understood then. */
export const unknownField = (
  { settings }: SessionWorld,
  message: Readonly<Record<string, unknown>>,
): Problem | undefined => {
  const name = settings.catchUnknownJsonFids ? find(message) : undefined
  if (name === undefined) return undefined
  return { text: `JSON Unexpected FID. Received '${name}' for key 'Fields'`, member: name }
}
