/** One item: its first image, and a new one with each update. */
import { createConsumer, toImage } from 'rx-omm'
import { take } from 'rxjs'
import { openFeed } from './support/feed.js'
import { quote } from './support/quote.js'

const feed = await openFeed()
const consumer = createConsumer(feed.options)

await consumer
  .item('EUR=', { view: ['BID', 'ASK'] })
  .pipe(toImage(), take(4))
  .forEach((image) => {
    console.log(quote(image), `(changed: ${image.changed.join(' ')})`)
  })

await consumer.close()
await feed.close()
