import https from 'node:https'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { platform } from '../../src/platform/node.js'
import { observe } from '../support/observe.js'
import { startProxy } from '../support/proxy.js'

describe('the platform of Node', () => {
  it('knows where the user sits', () => {
    expect(platform.position()).toMatch(/^\d+\.\d+\.\d+\.\d+\/.+$/)
  })

  it('has no page that could go away', () => {
    expect(observe(platform.leaving$)).toMatchObject({ completions: 1 })
    expect(observe(platform.returned$)).toMatchObject({ completions: 1 })
    expect(observe(platform.online$)).toMatchObject({ completions: 1 })
  })

  it('opens a WebSocket with the sub-protocol and without compression, and can cut it', async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
    try {
      await new Promise((resolve) => server.once('listening', resolve))
      const { port } = server.address() as { port: number }
      const headers = new Promise<Record<string, unknown>>((resolve) => {
        server.once('connection', (_, request) => {
          resolve(request.headers)
        })
      })
      const socket = platform.webSocket(`ws://127.0.0.1:${port}/WebSocket`, ['tr_json2'])
      await new Promise((resolve) => {
        socket.onopen = resolve
      })
      expect(socket.protocol).toBe('tr_json2')
      expect(await headers).toMatchObject({ 'sec-websocket-protocol': 'tr_json2' })
      expect(await headers).not.toHaveProperty('sec-websocket-extensions')
      const closed = new Promise<{ code: number }>((resolve) => {
        socket.onclose = resolve
      })
      socket.terminate?.()
      expect(await closed).toMatchObject({ code: 1006 })
    } finally {
      server.close()
    }
  })

  it('passes by the agent of the process where a connection has TLS, or takes it elsewhere', async () => {
    const proxy = await startProxy()
    proxy.refusal = '403 Forbidden'
    const before = https.globalAgent
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Node asks for no class
    https.globalAgent = new HttpsProxyAgent(proxy.url)
    const endOf = (url: string) =>
      new Promise<unknown>((resolve) => {
        const socket = platform.webSocket(url, ['tr_json2'])
        socket.onerror = resolve
      })
    try {
      await endOf('ws://127.0.0.1:9/WebSocket')
      expect(proxy.tunnels).toEqual([])
      await endOf('wss://feed.invalid/WebSocket')
      expect(proxy.tunnels).toEqual(['feed.invalid'])
    } finally {
      https.globalAgent = before
      proxy.close()
    }
  })

  it('keeps the connection when a text is no UTF-8, and marks what could not be read', async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
    try {
      await new Promise((resolve) => server.once('listening', resolve))
      const { port } = server.address() as { port: number }
      server.once('connection', (peer) => {
        peer.send(Buffer.from('["BID \xff"]', 'latin1'), { binary: false })
        peer.send('["next"]')
      })
      const socket = platform.webSocket(`ws://127.0.0.1:${port}/WebSocket`, ['tr_json2'])
      const texts: unknown[] = []
      await new Promise<void>((resolve) => {
        socket.onmessage = ({ data }) => {
          texts.push(data)
          if (texts.length === 2) resolve()
        }
      })
      expect(texts).toEqual(['["BID \ufffd"]', '["next"]'])
      socket.terminate?.()
    } finally {
      server.close()
    }
  })
})
