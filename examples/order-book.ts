/** An order book: the five best prices of each side, whatever the server sends the book as. */
import { createConsumer, toBook, type BookEntry } from 'rx-omm'
import { filter, take, throttleTime } from 'rxjs'
import { openFeed } from './support/feed.js'

const feed = await openFeed({ simulator: { updateRate: 20 } })
const consumer = createConsumer(feed.options)

const cell = (entry: BookEntry | undefined): string =>
  `${entry?.size ?? '-'} @ ${entry?.price ?? '-'}`.padStart(18)

const books$ = consumer.item('BARC.L', { domain: 'MarketByPrice' }).pipe(
  toBook({ levels: 5 }),
  // A large book comes in parts, and is half-built until the last one is in.
  filter(({ complete }) => complete),
  throttleTime(300),
  take(3),
)

await books$.forEach(({ name, bids, asks, stale }) => {
  console.log(`--- ${name} ${stale === false ? 'live' : 'stale'}`)
  for (const level of [0, 1, 2, 3, 4]) console.log(cell(bids[level]), '|', cell(asks[level]))
})

await consumer.close()
await feed.close()
