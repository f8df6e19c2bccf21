import { constants, inflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { framesTogether, textFrame } from './web-socket-frame.js'

const texts = Array.from({ length: 200 }, (_, index) =>
  JSON.stringify({ ID: index, Fields: { BID: index / 7 } }),
)
const end = Buffer.from([0, 0, 0xff, 0xff])
const inflate = (bytes: Buffer): string =>
  inflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).toString()

/** What a short frame carries. */
const payload = (frame: Buffer): Buffer => Buffer.concat([frame.subarray(2), end])

describe('compressed frames', () => {
  it('are not read by one decompressor that has seen them all, or not when they begin again', () => {
    const row = framesTogether(texts)
    expect(inflate(Buffer.concat([...row, ...row].map(payload)))).toBe([...texts, ...texts].join(''))
  })

  it('are no shorter with those before them than by themselves', () => {
    const total = (frames: readonly Buffer[]): number => frames.reduce((sum, { length }) => sum + length, 0)
    expect(total(framesTogether(texts))).toBeLessThan(total(texts.map((text) => textFrame(text, true))) / 1.5)
  })

  it('are not read one by one where each was compressed by itself', () => {
    const each = texts.map((text) => inflate(payload(textFrame(text, true))))
    expect(each).toEqual(texts)
  })
})
