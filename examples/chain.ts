/** A chain: its members in order, and who comes, who goes and who moves. */
import { chainFields, createConsumer, toChain } from 'rx-omm'
import { takeWhile } from 'rxjs'
import { openFeed } from './support/feed.js'

const shares = Array.from({ length: 20 }, (_, index) => `SHARE${index + 1}.L`)
const feed = await openFeed({ simulator: { symbolLists: { '0#.FTSE': shares } } })
const consumer = createConsumer(feed.options)

const open = (name: string) => consumer.item(name, { view: chainFields })
const chain$ = open('0#.FTSE').pipe(
  toChain(open, { ahead: 8, settle: 50 }),
  // With the simulator until all changes below were seen, with a server until the chain is there.
  takeWhile(
    ({ complete, members }) => !complete || (feed.simulator !== undefined && members.has('SHARE2.L')),
    true,
  ),
)

let listed = false
await chain$.forEach(({ name, members, added, removed, moved, complete, problems }) => {
  for (const { text } of problems) console.log(`trouble: ${text}`)
  if (!complete) return
  if (listed) console.log(`added ${added.join(' ')}; removed ${removed.join(' ')}; moved ${moved.join(' ')}`)
  else console.log(`${name} has ${members.size} members: ${[...members.keys()].join(' ')}`)
  listed = true
  feed.simulator?.changeList(name, { remove: ['SHARE1.L', 'SHARE2.L'], add: ['SHARE1.L', 'NEW.L'] })
})

await consumer.close()
await feed.close()
