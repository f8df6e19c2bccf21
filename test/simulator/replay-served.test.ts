import { filter } from 'rxjs'
import { afterEach, expect, it } from 'vitest'
import { createConsumer, discover, passwordGrant } from '../../src/index.js'
import { createReplay, serveSimulator } from '../../src/simulator/index.js'
import { first } from '../support/scenario-first.js'
import { capture, looks, looksOf, watchItem } from './support-replay.js'

const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

it('shows other images over real sockets than it holds, to a client with a token', async () => {
  const text = capture('market-price')
  const served = await serveSimulator(createReplay(text, { speed: 100 }))
  const { httpUrl } = served
  const consumer = createConsumer({
    tokens: passwordGrant({
      username: 'user',
      password: 'password',
      clientId: 'app',
      url: `${httpUrl}/auth/oauth2/v1/token`,
    }),
    endpoints: discover({ url: `${httpUrl}/streaming/pricing/v1/` }),
  })
  stops.push(
    () => consumer.close(),
    () => served.close(),
  )
  const service = 'DIRECT_FEED'
  const names = ['TRI.N', 'IBM.N']
  const held = [2, 3].map((id) => looksOf(text, id))
  const watched = names.map((name) => watchItem(consumer, name, { service }))
  await Promise.all(
    names.map((name, index) =>
      first(
        consumer
          .item(name, { service })
          .pipe(filter(() => watched[index]?.told.length === held[index]?.length)),
      ),
    ),
  )
  expect(watched.map(({ told }) => looks(told))).toEqual(held)
})

it('is not there again after a restart, or forgets whom it let in', async () => {
  const served = await serveSimulator(createReplay(capture('posting')))
  const consumer = createConsumer({
    endpoints: served.wsUrl,
    login: { name: 'me' },
    backoff: { base: 20, cap: 50 },
  })
  stops.push(
    () => consumer.close(),
    () => served.close(),
  )
  const states: string[] = []
  consumer.state$.subscribe(({ status }) => states.push(status))
  const refresh = () =>
    first(consumer.item('TRI.N', { cache: false }).pipe(filter(({ type }) => type === 'refresh')))
  await refresh()
  await served.restart()
  await first(consumer.state$.pipe(filter(({ status }) => status === 'waiting')))
  expect(await refresh()).toMatchObject({ fields: { BID: 0.99 } })
  expect(states.filter((status) => status === 'ready')).toHaveLength(2)
})
