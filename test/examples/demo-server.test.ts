import { once } from 'node:events'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { discover, passwordGrant, type Endpoint } from 'rx-omm'
import { createSimulator, serveSimulator, type Simulator, type SimulatorOptions } from 'rx-omm/simulator'
import { expect, it, onTestFinished } from 'vitest'
import type { HandedOut } from '../../examples/angular/server/hand-out.js'
import { serveDemo } from '../../examples/angular/server/serve-demo.js'
import type { Feed } from '../../examples/support/feed.js'

const secret = 'known-to-the-back-end'

/** A folder with a page, and a secret beside it. */
const folderWithPage = async (): Promise<URL> => {
  const folder = await mkdtemp(join(tmpdir(), 'rx-omm-demo-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await mkdir(join(folder, 'page'))
  await writeFile(join(folder, 'page/index.html'), '<!doctype html><app-root></app-root>')
  await writeFile(join(folder, 'page/main-A1B2.js'), '1')
  await writeFile(join(folder, 'secret.js'), secret)
  return pathToFileURL(`${folder}/page/`)
}

const serve = async (feed: Feed): Promise<string> => {
  const demo = await serveDemo(feed, await folderWithPage(), 0)
  onTestFinished(demo.close)
  return demo.url
}

const start = async (options: SimulatorOptions = {}, trouble?: (simulator: Simulator) => void) => {
  const machines = [{ username: 'GE-A-1', password: secret, appKey: 'app' }]
  const simulator = createSimulator({ machines, ...options })
  trouble?.(simulator)
  const { httpUrl, close } = await serveSimulator(simulator)
  const url = await serve({
    options: {
      tokens: passwordGrant({
        username: 'GE-A-1',
        password: secret,
        clientId: 'app',
        url: `${httpUrl}/auth/oauth2/v1/token`,
      }),
      endpoints: discover({ url: `${httpUrl}/streaming/pricing/v1/` }),
    },
    simulator,
    close,
  })
  const ask = async (query = ''): Promise<HandedOut> => {
    const answer = await fetch(`${url}api/token${query}`)
    expect(answer.status).toBe(200)
    return (await answer.json()) as HandedOut
  }
  const grants = () => simulator.received.filter((entry) => JSON.stringify(entry).includes('/token')).length
  return { simulator, url, ask, grants }
}

/** Asks for exactly this, as `fetch` does not: it tidies addresses, and sets its own headers. */
const askFor = async (url: string, path: string, headers: Record<string, string> = {}, method = 'GET') => {
  const { hostname, port } = new URL(url)
  const asked = request({ hostname, port, path, method, headers })
  asked.end()
  const [answer] = (await once(asked, 'response')) as [AsyncIterable<Buffer> & { statusCode: number }]
  let body = ''
  for await (const part of answer) body += part.toString()
  return { status: answer.statusCode, body }
}

it('gets a token for each page, or hands out what is none of a page', async () => {
  const { ask, grants, url } = await start()
  const tokens = await Promise.all([ask(), ask(), ask()])
  expect(new Set(tokens.map(({ access_token }) => access_token)).size).toBe(1)
  expect(grants()).toBe(1)
  expect(Object.keys(tokens[0]).sort()).toEqual(['access_token', 'expires_in', 'number'])
  const answer = await fetch(`${url}api/token`)
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

it('hands out a refused token again, or gets a new one for each page that tells', async () => {
  const { ask, grants } = await start()
  const first = await ask()
  const [one, other] = await Promise.all([ask(`?refused=${first.number}`), ask(`?refused=${first.number}`)])
  expect(one.access_token).not.toBe(first.access_token)
  expect(other).toMatchObject({ access_token: one.access_token, number: one.number })
  // A page that slept tells of a token that is long gone: the one of the others stays.
  expect(await ask(`?refused=${first.number}`)).toMatchObject({ number: one.number })
  const before = grants()
  for (const nonsense of ['', '-1', '1e9', 'Infinity', '99', '1;1'])
    expect(await ask(`?refused=${nonsense}`)).toMatchObject({ number: one.number })
  expect(grants()).toBe(before)
  // And once more in a row.
  const next = await ask(`?refused=${one.number}`)
  expect(next.number).toBeGreaterThan(one.number)
  expect(next.access_token).not.toBe(one.access_token)
})

it('hands out a token that has expired', async () => {
  const { ask } = await start({ accessTokenLife: 3 })
  const first = await ask()
  expect(first.expires_in).toBeLessThanOrEqual(3)
  await expect.poll(async () => (await ask()).access_token, { timeout: 10_000 }).not.toBe(first.access_token)
  expect((await ask()).expires_in).toBeGreaterThan(0)
})

it('tells why it has no token, or never has one again', async () => {
  const { simulator, url } = await start({}, (each) => {
    each.answerTokens({ status: 500, body: secret })
  })
  for (const path of ['/api/token', '/api/endpoints'])
    expect(await askFor(url, path)).toEqual({ status: 503, body: 'not to be had now' })
  simulator.clear()
  await expect.poll(async () => (await askFor(url, '/api/token')).status, { timeout: 15_000 }).toBe(200)
})

it('has no endpoints while the service is away', async () => {
  const { simulator, url } = await start()
  const known = await askFor(url, '/api/endpoints')
  expect(known.status).toBe(200)
  simulator.stopAccepting()
  expect(await askFor(url, '/api/endpoints')).toEqual(known)
})

it('answers a page of another site', async () => {
  const { url, simulator } = await start()
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
  const { url } = await start()
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
  const { url } = await start()
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
