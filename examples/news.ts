/** Machine-readable news: headlines as they are published, one story that is lost, and how it is told. */
import { createConsumer, toStories } from 'rx-omm'
import { filter, take } from 'rxjs'
import { openFeed } from './support/feed.js'

const feed = await openFeed({ simulator: { updateRate: 50 } })
const consumer = createConsumer(feed.options)

let stories = 0

const news$ = consumer.item('MRN_STORY', { domain: 'NewsTextAnalytics' }).pipe(
  toStories(),
  // How the item is, is told as well; here only the news counts.
  filter((event) => event.type !== 'status'),
  take(6),
)

await news$.forEach((event) => {
  if (event.type === 'lost') {
    console.log(`lost: ${event.reason}`)
    return
  }
  const { headline, language, subjects = [], urgency } = event.story
  const rics = subjects.filter((code) => code.startsWith('R:')).map((code) => code.slice(2))
  console.log(`${urgency === 1 ? 'ALERT' : 'story'} ${language} ${headline} [${rics.join(' ')}]`)
  // The next one breaks on its way; a real server does that by itself, though rarely.
  if (++stories === 2) feed.simulator?.spoilStories('swap', { times: 1 })
})

await consumer.close()
await feed.close()
