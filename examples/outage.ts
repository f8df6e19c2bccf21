/** A few quotes, a connection that dies in the middle, and every stream coming back by itself. */
import { createConsumer, toImage } from 'rx-omm'
import { map, merge, takeUntil, timer } from 'rxjs'
import { openFeed } from './support/feed.js'
import { quote } from './support/quote.js'

const feed = await openFeed()
const consumer = createConsumer(feed.options)

const quotes$ = merge(...['EUR=', 'JPY=', 'GBP='].map((name) => consumer.item(name).pipe(toImage()))).pipe(
  map(quote),
  takeUntil(timer(5_000)),
)

// With a real server, pull the cable yourself.
setTimeout(() => {
  console.log('--- the connection dies')
  feed.simulator?.drop()
}, 2_000)

// Nothing is done here about the outage: it is a state of the stream, and no error.
await quotes$.forEach((line) => {
  console.log(line)
})

await consumer.close()
await feed.close()
