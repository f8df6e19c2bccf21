/** Remainders of the checksum of gzip for each byte. */
const makeTable = (): Uint32Array =>
  Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
    return value
  })

const checksum = (bytes: Uint8Array): number => {
  const table = makeTable()
  let value = 0xffffffff
  for (const byte of bytes) value = (value >>> 8) ^ (table[(value ^ byte) & 0xff] ?? 0)
  return ~value >>> 0
}

const word = (value: number): readonly number[] => [value & 0xff, (value >>> 8) & 0xff]
const longWord = (value: number): readonly number[] => [...word(value), ...word(value >>> 16)]

/** Magic number, method, no flags, no time, and a system that nobody knows (RFC 1952). */
const header = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]

/** Most bytes of one stored block (RFC 1951). */
const longestBlock = 65_535

/**
 * Gzip whose content is stored as it is: every reader takes it, and it is made at once, in virtual time and in
 * browsers alike, which the platforms' own compression is not.
 */
export const gzip = (content: Uint8Array): Uint8Array => {
  const blocks = Math.max(1, Math.ceil(content.length / longestBlock))
  const gzipped = new Uint8Array(header.length + content.length + 5 * blocks + 8)
  let at = 0
  const put = (bytes: ArrayLike<number>): void => {
    gzipped.set(bytes, at)
    at += bytes.length
  }
  put(header)
  for (let block = 0; block < blocks; block++) {
    const stored = content.subarray(block * longestBlock, (block + 1) * longestBlock)
    put([block === blocks - 1 ? 1 : 0, ...word(stored.length), ...word(~stored.length)])
    put(stored)
  }
  put([...longWord(checksum(content)), ...longWord(content.length)])
  return gzipped
}
