/** A few quotes, a connection that dies in the middle, and every stream coming back by itself. */
import { createConsumer, discover, passwordGrant, toImage, type FieldValue } from 'rx-omm'
import { createSimulator, serveSimulator } from 'rx-omm/simulator'
import { map, merge, takeUntil, timer } from 'rxjs'

const simulator = createSimulator({ updateRate: 2 })
const server = await serveSimulator(simulator)

const consumer = createConsumer({
  tokens: passwordGrant({
    username: 'user',
    password: 'password',
    clientId: 'app',
    url: `${server.httpUrl}/auth/oauth2/v1/token`,
  }),
  endpoints: discover({ url: `${server.httpUrl}/streaming/pricing/v1/` }),
})

/** A blank field is `null`; one that the item does not have is not there at all. */
const price = (value: FieldValue | undefined): string => (typeof value === 'number' ? String(value) : '-')

const quotes$ = merge(...['EUR=', 'JPY=', 'GBP='].map((name) => consumer.item(name).pipe(toImage()))).pipe(
  map(({ name, fields, stale, recovered }) => {
    const health = stale === false ? 'live' : `stale: ${stale.cause.text}`
    const back = recovered === undefined ? '' : ` (back after ${recovered.awayMs} ms)`
    return `${name} ${price(fields['BID'])}/${price(fields['ASK'])} ${health}${back}`
  }),
  takeUntil(timer(5_000)),
)

quotes$.subscribe({
  next: (line) => {
    console.log(line)
  },
  error: (error: unknown) => {
    console.error(error)
  },
  complete: () => {
    void consumer.close().then(async () => server.close())
  },
})

setTimeout(() => {
  console.log('--- the connection dies')
  simulator.drop()
}, 2_000)
