/** Longest body that is read, in bytes; the services' own answers have some KiB. */
const longestBody = 4 * 1024 * 1024

/**
 * Reads the body of a response as text, but not without end: what sits between us and a service may answer with
 * anything, and compressed, so that its size tells nothing.
 *
 * @throws Error with the code `BODY_TOO_LONG`
 */
export const readBody = async ({ body }: Pick<Response, 'body'>): Promise<string> => {
  if (body === null) return ''
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.byteLength
    if (size > longestBody) {
      await reader.cancel()
      throw Object.assign(new Error('the body is too long'), { code: 'BODY_TOO_LONG' })
    }
    text += decoder.decode(value, { stream: true })
  }
}
