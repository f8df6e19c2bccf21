/** Many items as a table that is drawn twice a second, however fast they move; one of them does not exist. */
import { createConsumer, conflate, toImage, type Image } from 'rx-omm'
import { catchError, EMPTY, groupBy, map, mergeMap, sampleTime, scan, take } from 'rxjs'
import { openFeed } from './support/feed.js'
import { quote } from './support/quote.js'

const feed = await openFeed({ simulator: { updateRate: 50 } })
const consumer = createConsumer(feed.options)

const names = ['EUR=', 'JPY=', 'GBP=', 'CHF=', 'UNKNOWN.X']

// `items` asks for all of them in one batch. The end of one does not end the others: its last event says why.
const images$ = consumer.items(names, { view: ['BID', 'ASK'] }).pipe(
  groupBy(({ name }) => name),
  mergeMap((one$) =>
    one$.pipe(
      map(({ event }) => event),
      conflate(250),
      toImage(),
      catchError(() => EMPTY),
    ),
  ),
)

const table$ = images$.pipe(
  scan((rows, image) => rows.set(image.name, image), new Map<string, Image>()),
  sampleTime(500),
  take(3),
)

await table$.forEach((rows) => {
  console.log(`--- ${rows.size} rows`)
  for (const image of rows.values()) console.log(quote(image))
})

await consumer.close()
await feed.close()
