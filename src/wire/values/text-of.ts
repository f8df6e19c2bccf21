import { bytesOf } from './bytes-of.js'
import { decodeBase64 } from './decode-base64.js'

/**
 * A buffer for display. Its bytes are read as UTF-8 or, where they are none, as Latin-1, so that no byte gets lost.
 *
 * @returns `undefined` where the value is blank, not there, or no base64.
 *
 * @example
 * ```ts
 * import { textOf } from 'rx-omm'
 *
 * console.log(textOf('Ri5O')) // F.N
 * ```
 */
export const textOf = (base64: unknown): string | undefined => {
  const bytes = bytesOf(base64)
  if (bytes === undefined) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return decodeBase64(base64)
  }
}
