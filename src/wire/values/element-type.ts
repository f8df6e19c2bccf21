import type { ContainerType, PrimitiveType } from '../primitives.js'

/**
 * The type of an element: that of its wrapping, `UInt` for a bare number, `AsciiString` for a bare text.
 *
 * @returns `undefined` where the value says nothing about its type, as a bare `null` does.
 *
 * @example
 * ```ts
 * import { elementType, type Elements } from 'rx-omm'
 *
 * declare const elements: Elements
 * for (const [name, value] of Object.entries(elements)) console.log(name, elementType(value))
 * ```
 */
export const elementType = (value: unknown): PrimitiveType | ContainerType | undefined => {
  if (typeof value === 'number' || typeof value === 'bigint') return 'UInt'
  if (typeof value === 'string') return 'AsciiString'
  if (typeof value !== 'object' || value === null || !('Type' in value)) return undefined
  // Names of types are taken on trust: a new one is as good as one that is listed.
  return typeof value.Type === 'string' ? (value.Type as PrimitiveType | ContainerType) : undefined
}
