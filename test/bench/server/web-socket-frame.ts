import { deflateRawSync } from 'node:zlib'

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

/** The bytes of a text frame, ready to be written to the socket under a WebSocket. */
export const textFrame = (text: string, compress: boolean): Buffer =>
  compress
    ? frameOf(deflateRawSync(text, { finishFlush: 2 /* Z_SYNC_FLUSH */ }).subarray(0, -tail), true)
    : frameOf(Buffer.from(text), false)
