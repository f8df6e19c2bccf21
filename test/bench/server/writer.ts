import type { Socket } from 'node:net'

/** Bytes written at a time. */
const slice = 64 * 1024

/** Frames in a row, ready to be written again and again. */
export interface Track {
  readonly bytes: Buffer
  /** Where each frame ends. */
  readonly ends: readonly number[]
}

/** Puts frames in a row. */
export const trackOf = (frames: readonly Buffer[]): Track => {
  let end = 0
  return { bytes: Buffer.concat(frames), ends: frames.map(({ length }) => (end += length)) }
}

/**
 * Writes so many frames of a track, from its beginning again after its end. Waits whenever the socket says that it
 * has enough, and goes on when it has drained.
 */
export const writeFrames = (socket: Socket, { bytes, ends }: Track, count: number): void => {
  let left = count
  let next = 0
  const step = (): boolean => {
    const from = next === 0 ? 0 : (ends[next - 1] ?? 0)
    let to = from
    while (left > 0 && next < ends.length && to - from < slice) {
      to = ends[next] ?? to
      next += 1
      left -= 1
    }
    if (next === ends.length) next = 0
    return socket.write(bytes.subarray(from, to))
  }
  const go = (): void => {
    if (socket.destroyed) return
    while (left > 0) {
      if (!step()) {
        if (left > 0) socket.once('drain', go)
        return
      }
    }
  }
  go()
}

/**
 * Writes so many frames of a track, so many a second. Looks what is due whenever the loop turns, and keeps it turning:
 * a timer fires once in a millisecond at best, which would make bursts of what is due in one.
 */
export const paceFrames = (
  socket: Socket,
  { bytes, ends }: Track,
  count: number,
  perSecond: number,
): void => {
  const startedAt = performance.now()
  let sent = 0
  const turn = (): void => {
    if (socket.destroyed) return
    const due = Math.min(count, Math.floor(((performance.now() - startedAt) / 1000) * perSecond))
    while (sent < due && !socket.writableNeedDrain) {
      const from = sent % ends.length
      const to = Math.min(from + due - sent, ends.length)
      socket.write(bytes.subarray(from === 0 ? 0 : ends[from - 1], ends[to - 1]))
      sent += to - from
    }
    if (sent < count) setImmediate(turn)
  }
  turn()
}
