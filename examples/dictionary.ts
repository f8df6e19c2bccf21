/** A dictionary: downloaded from the server, and used to show enumerated fields as texts, whatever the server sends. */
import { createConsumer, downloadDictionary, expandEnums, toBook, type Dictionary } from 'rx-omm'
import { filter, switchMap, take, tap, timeout } from 'rxjs'
import { openFeed } from './support/feed.js'

// This server sends numbers; others send texts.
const feed = await openFeed({ simulator: { enumText: false } })
const consumer = createConsumer(feed.options)

const show = (dictionary: Dictionary): void => {
  console.log(`--- version ${dictionary.version.fields ?? 'unknown'}, ${dictionary.fields.size} fields`)
  for (const name of ['BID', 'CURRENCY']) {
    const field = dictionary.field(name)
    console.log(name, field?.fid, field?.type, field?.longName)
  }
  console.log('840 is', dictionary.enumValue('CURRENCY', 840)?.meaning)
}

// Meanings of values come with `verbose` only.
const dictionary$ = downloadDictionary(consumer, { verbosity: 'verbose' }).pipe(
  // Not every server answers.
  timeout({ first: 30_000 }),
  tap((event) => {
    if (event.type === 'progress') console.log(`${event.part}: ${event.rows} of ${event.total ?? '?'}`)
    else show(event.dictionary)
  }),
  filter((event) => event.type === 'dictionary'),
)

const books$ = dictionary$.pipe(
  // When there is a new dictionary, the book goes on with that.
  switchMap(({ dictionary }) =>
    consumer.item('BARC.L', { domain: 'MarketByPrice' }).pipe(expandEnums(dictionary), toBook()),
  ),
  filter(({ complete }) => complete),
  take(1),
)

await books$.forEach(({ summary, bids }) => {
  console.log('in', summary.CURRENCY, 'the best level is a', bids[0]?.fields.ORDER_SIDE)
})

await consumer.close()
await feed.close()
