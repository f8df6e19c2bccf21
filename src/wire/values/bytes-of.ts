import { decodeBase64 } from './decode-base64.js'

/**
 * The bytes of a buffer, an opaque content or permission data, all of which travel in base64.
 *
 * @returns `undefined` where the value is blank, not there, or no base64.
 *
 * @example
 * ```ts
 * import { bytesOf } from 'rx-omm'
 *
 * console.log(bytesOf('AwEBEjw=')?.length) // 5
 * ```
 */
export const bytesOf = (base64: unknown): Uint8Array | undefined => {
  const bytes = decodeBase64(base64)
  return bytes === undefined ? undefined : Uint8Array.from(bytes, (byte) => byte.charCodeAt(0))
}
