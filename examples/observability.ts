/** What a log shows of an outage, and the last frames before it, as an error report would carry them. */
import { createConsumer, describeEvent, lastFrames } from 'rx-omm'
import { takeWhile } from 'rxjs'
import { openFeed } from './support/feed.js'

const feed = await openFeed()
const frames = lastFrames({ count: 5, maxLength: 200 })
const consumer = createConsumer({ ...feed.options, frames })

// This log ends when all is well again; yours ends with the consumer.
const untilRecovered$ = consumer.events$.pipe(takeWhile(({ event }) => event !== 'items.recovered', true))
const logged = untilRecovered$.forEach((event) => {
  const { level, message } = describeEvent(event)
  console.log(level.padEnd(5), message)
})
const quotes = consumer.item('EUR=', { view: ['BID', 'ASK'] }).subscribe()

// With a real server, pull the cable yourself.
setTimeout(() => {
  feed.simulator?.drop()
}, 2_000)
await logged

console.log('--- the last frames')
for (const { direction, connection, text } of frames.take()) console.log(connection, direction, text)

quotes.unsubscribe()
await consumer.close()
await feed.close()
