import { describe, expect, it, vi } from 'vitest'
import * as simulator from '../../src/simulator/index.js'

describe('the entry of the simulator', () => {
  it('has these values and no others', () => {
    expect(Object.keys(simulator).sort()).toEqual([
      'RecordingError',
      'createReplay',
      'createSimulator',
      'inMemory',
      'isGranted',
      'readRecording',
      'recordWebSocket',
      'serveSimulator',
    ])
  })
})

describe('TLS without the package that makes certificates', () => {
  it('fails with an error that names the package', async () => {
    vi.doMock('selfsigned', () => {
      throw new Error('not found')
    })
    const serving = simulator.serveSimulator(simulator.createSimulator(), { tls: true })
    await expect(serving).rejects.toThrow(/"selfsigned"/)
    vi.doUnmock('selfsigned')
  })
})
