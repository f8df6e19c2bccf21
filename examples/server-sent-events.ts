/** A back end that hands quotes on to browsers as server-sent events: `new EventSource('/quotes?name=EUR=')`. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { conflate, createConsumer, toImage } from 'rx-omm'
import { openFeed } from './support/feed.js'

const feed = await openFeed()
// One consumer for the whole back end: however many pages look at an item, it is open once.
const consumer = createConsumer(feed.options)

const server = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost')
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  const subscription = consumer
    .item(searchParams.get('name') ?? 'EUR=', { view: ['BID', 'ASK'] })
    .pipe(conflate(250), toImage())
    .subscribe({
      next: ({ name, fields, stale }) => {
        response.write(`data: ${JSON.stringify({ name, ...fields, stale: stale !== false })}\n\n`)
      },
      error: (error: unknown) => {
        response.end(`event: failed\ndata: ${error instanceof Error ? error.message : 'unknown'}\n\n`)
      },
      complete: () => response.end(),
    })
  // Whoever leaves the page leaves the item.
  response.on('close', () => {
    subscription.unsubscribe()
  })
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

/** A page, played by `fetch`: it leaves after its third message. */
const page = async (name: string): Promise<void> => {
  const { body } = await fetch(`${address}/quotes?name=${name}`)
  let messages = 0
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    console.log(chunk.trim())
    messages += chunk.split('data: ').length - 1
    if (messages < 3) continue
    console.log(`items open at the server: ${feed.simulator?.connections[0]?.streams.size ?? 'unknown'}`)
    break
  }
}
await Promise.all([page('EUR='), page('EUR=')])

await consumer.close()
await feed.close()
server.close()
