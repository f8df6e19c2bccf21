import { describe, expect, it } from 'vitest'
import { createPosition } from '../../src/cli/replay/position.js'
import type { LogLine, Recording } from '../../src/simulator/index.js'

const lasting = (ms: number): Recording => ({
  lines: [
    { t: 0, from: 'client', frame: '{}' },
    { t: ms, from: 'server', frame: '[]' },
  ],
})

const frame = (connection: number): LogLine => ({ t: 0, connection, from: 'client', frame: '{}' })
const end = (connection: number): LogLine => ({ t: 0, connection, close: { code: 1000, reason: '' } })

describe('the position of a replay', () => {
  it('is not where the recording is', () => {
    const position = createPosition([lasting(90_000)], 10)
    expect(position.text(0)).toBe('no client is connected')
    position.note({ t: 0, http: { method: 'GET', path: '/', status: 200 } }, 500)
    expect(position.text(500)).toBe('no client is connected')
    position.note(frame(1), 1000)
    // What follows does not begin it anew.
    position.note(frame(1), 5000)
    expect(position.text(7500)).toBe('connection 1: 1:05 of 1:30')
    expect(position.text(60_000)).toBe('connection 1: at its end, 1:30')
  })

  it('is that of another connection, or of one that is gone', () => {
    const position = createPosition([lasting(10_000), lasting(20_000)], 1)
    for (const connection of [1, 2, 3]) position.note(frame(connection), 0)
    position.note(end(2), 500)
    expect(position.text(1000)).toBe('connection 1: 0:01 of 0:10, connection 3: 0:01 of 0:10')
  })

  it('is told at a pace that has no end', () => {
    const position = createPosition([lasting(0)], Infinity)
    position.note(frame(1), 0)
    expect(position.text(0)).toBe('connection 1: at its end, 0:00')
  })
})
