import { expect, it } from 'vitest'
import { askFor, secret, startBackEnd } from './support/back-end.js'

it('gets a token for each page, or hands out what is none of a page', async () => {
  const { ask, grants, url } = await startBackEnd()
  const tokens = await Promise.all([ask(), ask(), ask()])
  expect(new Set(tokens.map(({ access_token }) => access_token)).size).toBe(1)
  expect(grants()).toBe(1)
  expect(Object.keys(tokens[0]).sort()).toEqual(['access_token', 'expires_in', 'number'])
  const answer = await fetch(`${url}api/token`)
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

it('hands out a refused token again, or gets a new one for each page that tells', async () => {
  const { ask, grants } = await startBackEnd()
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
  const { ask } = await startBackEnd({ accessTokenLife: 3 })
  const first = await ask()
  expect(first.expires_in).toBeLessThanOrEqual(3)
  await expect.poll(async () => (await ask()).access_token, { timeout: 10_000 }).not.toBe(first.access_token)
  expect((await ask()).expires_in).toBeGreaterThan(0)
})

it('tells why it has no token, or never has one again', async () => {
  const { simulator, url } = await startBackEnd({}, (each) => {
    each.answerTokens({ status: 500, body: secret })
  })
  for (const path of ['/api/token', '/api/endpoints'])
    expect(await askFor(url, path)).toEqual({ status: 503, body: 'not to be had now' })
  simulator.clear()
  await expect.poll(async () => (await askFor(url, '/api/token')).status, { timeout: 15_000 }).toBe(200)
})

it('has no endpoints while the service is away', async () => {
  const { simulator, url } = await startBackEnd()
  const known = await askFor(url, '/api/endpoints')
  expect(known.status).toBe(200)
  simulator.stopAccepting()
  expect(await askFor(url, '/api/endpoints')).toEqual(known)
})
