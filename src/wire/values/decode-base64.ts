/** The bytes of a base64 text, each as a character of that number; `undefined` when it is no base64. */
export const decodeBase64 = (base64: unknown): string | undefined => {
  if (typeof base64 !== 'string') return undefined
  try {
    return atob(base64)
  } catch {
    return undefined
  }
}
