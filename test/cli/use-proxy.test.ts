import http from 'node:http'
import type { WriteStream } from 'node:tty'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Fault } from '../../src/cli/fault.js'
import { useProxy } from '../../src/cli/feed/use-proxy.js'
import type { Io } from '../../src/cli/io.js'

const had = Object.getOwnPropertyDescriptor(http, 'setGlobalProxyFromEnv')
const pretend = (setProxy: unknown): void => {
  Object.defineProperty(http, 'setGlobalProxyFromEnv', {
    value: setProxy,
    configurable: true,
    writable: true,
  })
}
afterEach(() => {
  if (had === undefined) Reflect.deleteProperty(http, 'setGlobalProxyFromEnv')
  else Object.defineProperty(http, 'setGlobalProxyFromEnv', had)
})

const told: string[] = []
const ioWith = (env: Io['env']): Io => {
  told.length = 0
  const stderr = { write: (text: string) => told.push(text) } as unknown as WriteStream
  return { env, stderr, stdout: stderr, stdin: process.stdin }
}

describe('the proxy of the environment', () => {
  it.each(['HTTPS_PROXY', 'https_proxy'])('is passed by, or not given up at the end: %s', (name) => {
    const undo = vi.fn()
    const setProxy = vi.fn(() => undo)
    pretend(setProxy)
    const env = { [name]: 'http://proxy:3128', NO_PROXY: 'localhost' }
    const end = useProxy(ioWith(env))
    expect(setProxy).toHaveBeenCalledExactlyOnceWith(env)
    expect(undo).not.toHaveBeenCalled()
    end()
    expect(undo).toHaveBeenCalledOnce()
    expect(told).toEqual([])
  })

  it.each([
    ['is not set', {}],
    ['is blank', { HTTPS_PROXY: '' }],
    ['holds for Node itself', { HTTPS_PROXY: 'http://proxy:3128', NODE_USE_ENV_PROXY: '1' }],
  ])('changes something though it %s', (_, env) => {
    const setProxy = vi.fn()
    pretend(setProxy)
    useProxy(ioWith(env))()
    expect(setProxy).not.toHaveBeenCalled()
    expect(told).toEqual([])
  })

  it('is passed by without a word where Node cannot take it', () => {
    pretend(undefined)
    useProxy(ioWith({ HTTPS_PROXY: 'http://me:hunter2secret@proxy:3128' }))()
    expect(told.join('')).toMatch(/^omm: HTTPS_PROXY is not used: .*NODE_USE_ENV_PROXY=1/)
    expect(told.join('')).not.toContain('hunter2secret')
  })

  it('is shown when it cannot be read', () => {
    pretend(() => {
      throw new TypeError('Invalid URL: hunter2secret')
    })
    const using = () => useProxy(ioWith({ HTTPS_PROXY: 'hunter2secret' }))
    expect(using).toThrow(Fault)
    expect(using).toThrow(/^HTTPS_PROXY is no address of a proxy/)
    expect(using).not.toThrow(/hunter2secret/)
  })
})
