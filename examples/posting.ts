/** Posting: a price that the server accepts and publishes, one that it refuses, and what to do about either. */
import { createConsumer, PostError, toImage, type FieldValue } from 'rx-omm'
import { filter, take } from 'rxjs'
import { openFeed } from './support/feed.js'
import { price } from './support/quote.js'

// No updates but what is posted.
const feed = await openFeed({ simulator: { updateRate: 0 } })
const consumer = createConsumer(feed.options)

const post = async (name: string, fields: Readonly<Record<string, FieldValue>>): Promise<void> => {
  try {
    await consumer.post({ name, fields }).forEach(({ text }) => {
      console.log(`${name} accepted: ${text ?? ''}`)
    })
  } catch (error) {
    if (!(error instanceof PostError)) throw error
    // 'unknown' means just that: look at the item before you post again. 'not-sent' can be tried again.
    console.log(`${name} ${error.outcome}: ${error.message}`)
  }
}

// What was posted comes back to all who watch the item.
const published = consumer
  .item('TRI.N')
  .pipe(
    toImage(),
    filter(({ fields }) => fields['BID'] === 45.55),
    take(1),
  )
  .forEach(({ fields }) => {
    console.log(`TRI.N published: ${price(fields['BID'])}/${price(fields['ASK'])}`)
  })

await post('TRI.N', { BID: 45.55, ASK: 45.57 })
await published

await post('UNKNOWN.X', { BID: 1 })

await consumer.close()
await feed.close()
