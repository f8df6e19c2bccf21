import { constants, deflateRawSync } from 'node:zlib'

/** A text frame as a server writes it: no mask, nothing split. */
const frameOf = (payload: Buffer, compressed: boolean): Buffer => {
  const first = compressed ? 0xc1 : 0x81
  const { length } = payload
  if (length < 126) return Buffer.concat([Buffer.from([first, length]), payload])
  if (length < 65_536) {
    const header = Buffer.from([first, 126, 0, 0])
    header.writeUInt16BE(length, 2)
    return Buffer.concat([header, payload])
  }
  const header = Buffer.alloc(10)
  header[0] = first
  header[1] = 127
  header.writeBigUInt64BE(BigInt(length), 2)
  return Buffer.concat([header, payload])
}

/** Empty stored block at the end of each flush, which the extension leaves out. */
const tail = 4

/** The bytes of a text frame, ready to be written to the socket under a WebSocket; compressed by itself, if at all. */
export const textFrame = (text: string, compress: boolean, before?: Buffer): Buffer => {
  if (!compress) return frameOf(Buffer.from(text), false)
  // Compressing with what went before as a dictionary gives what a compressor that has seen it all would give.
  const dictionary = before === undefined || before.length === 0 ? {} : { dictionary: before }
  const options = { finishFlush: constants.Z_SYNC_FLUSH, ...dictionary }
  return frameOf(deflateRawSync(text, options).subarray(0, -tail), true)
}

/** How far back a compressor refers, in bytes. */
const window = 32 * 1024

/**
 * The frames of texts that are sent one after the other, each compressed with reference to those before it. As the
 * first refers to nothing, the row can be sent again after its end.
 */
export const framesTogether = (texts: readonly string[]): Buffer[] => {
  let before = Buffer.alloc(0)
  return texts.map((text) => {
    const frame = textFrame(text, true, before)
    before = Buffer.concat([before, Buffer.from(text)]).subarray(-window)
    return frame
  })
}
