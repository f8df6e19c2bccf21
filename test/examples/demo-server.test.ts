import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Endpoint } from 'rx-omm'
import { expect, it, onTestFinished } from 'vitest'
import { serveDemo } from '../../examples/angular/server/serve-demo.js'
import { askFor, folderWithPage, secret, serve, startBackEnd } from './support/back-end.js'

it('answers a page of another site', async () => {
  const { url, simulator } = await startBackEnd()
  const { host } = new URL(url)
  const own = { 'sec-fetch-site': 'same-origin', origin: `http://${host}` }
  const bad: readonly Record<string, string>[] = [
    { origin: 'https://example.com' },
    { origin: 'null' },
    { ...own, 'sec-fetch-site': 'cross-site' },
    { ...own, 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    // Another name that leads here.
    { host: 'rebound.example.com' },
    { host: `rebound.example.com:${new URL(url).port}`, origin: `http://rebound.example.com` },
  ]
  for (const headers of bad) {
    expect((await askFor(url, '/api/token', headers)).status).toBe(403)
    expect((await askFor(url, '/api/faults/unreachable', headers, 'POST')).status).toBe(403)
  }
  expect((await askFor(url, '/', { host: 'rebound.example.com' })).status).toBe(403)
  expect((await askFor(url, '/api/token', own)).status).toBe(200)
  expect((await askFor(url, '/api/faults/suspect', own, 'POST')).status).toBe(200)
  expect((await askFor(url, '/api/faults/nonsense', own, 'POST')).status).toBe(404)
  expect((await askFor(url, '/api/faults/suspect', own)).status).toBe(404)
  expect(simulator.connections).toEqual([])
})

it('serves a file outside of the page, or falls over an address', async () => {
  const { url } = await startBackEnd()
  expect(await askFor(url, '/main-A1B2.js')).toEqual({ status: 200, body: '1' })
  const paths = [
    '/../secret.js',
    '/..%2fsecret.js',
    '/%2e%2e/secret.js',
    '/..\\secret.js',
    '/x/../../secret.js',
  ]
  for (const path of [
    ...paths,
    '/.%2e/secret.js',
    '//secret.js',
    '/%00.js',
    '/built-from',
    '/',
    '//',
    '/%',
  ]) {
    expect((await askFor(url, path)).body).not.toContain(secret)
  }
  expect((await askFor(url, '//')).status).toBeLessThan(500)
  expect((await askFor(url, '/', {}, 'DELETE')).status).toBe(405)
  expect((await askFor(url, '/missing.js')).status).toBe(404)
})

it('lets the page load, run or send anything', async () => {
  const { url } = await startBackEnd()
  const answer = await fetch(url)
  const policy = answer.headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/default-src 'none'; script-src 'self';/)
  expect(policy).not.toContain('unsafe')
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
  expect(await answer.text()).toContain(`<app-root ngCspNonce="${nonce}">`)
  expect((await fetch(url)).headers.get('content-security-policy')).not.toContain(nonce)
})

it('cannot stand before a server that takes names, or lets the page connect elsewhere', async () => {
  const url = await serve({
    options: { endpoints: ['wss://ads.example.com:15000/WebSocket'], login: { name: 'me' } },
    close: () => Promise.resolve(),
  })
  expect(await (await fetch(`${url}api/login`)).json()).toEqual({ name: 'me' })
  expect((await fetch(`${url}api/token`)).status).toBe(404)
  expect(await (await fetch(`${url}api/faults`)).json()).toEqual([])
  expect((await (await fetch(`${url}api/endpoints`)).json()) as Endpoint[]).toEqual([
    { url: 'wss://ads.example.com:15000/WebSocket' },
  ])
  expect((await fetch(url)).headers.get('content-security-policy')).toContain(
    "connect-src 'self' wss://ads.example.com:15000;",
  )
})

it('does not say that its port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => {
    other.close()
  })
  await once(other, 'listening')
  const { port } = other.address() as { port: number }
  const feed = { options: { endpoints: ['ws://127.0.0.1:1/'] }, close: () => Promise.resolve() }
  await expect(serveDemo(feed, await folderWithPage(), port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
