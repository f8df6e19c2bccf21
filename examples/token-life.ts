/** The life of a token: acquired with the password, renewed before it ends, and told to the live session. */
import { createConsumer, toImage } from 'rx-omm'
import { filter, take, tap } from 'rxjs'
import { openFeed } from './support/feed.js'

// A real token of this kind lives for five minutes or so; this one for two seconds.
const feed = await openFeed({ simulator: { accessTokenLife: 2 } })
const consumer = createConsumer(feed.options)

// `events$` only tells: it is the item that makes the consumer get a token and log in.
let stale = 0
const item = consumer
  .item('EUR=')
  .pipe(toImage())
  .subscribe({
    next: (image) => {
      if (image.stale !== false) stale += 1
    },
    error: (error: unknown) => {
      console.error(error)
    },
  })

await consumer.events$
  .pipe(
    tap(({ event }) => {
      if (event.startsWith('token.') || event.startsWith('login.')) console.log(event)
    }),
    filter(({ event }) => event === 'login.reissued'),
    take(2),
  )
  .forEach(() => {
    console.log(`EUR= was stale ${stale} times`)
  })

item.unsubscribe()
await consumer.close()
await feed.close()
