/**
 * The back end of the demo: it serves the page, holds the credentials, hands out tokens, and makes the simulator fail
 * on request. The credentials are those of the environment, as for all examples, or the simulator's.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openFeed } from '../../support/feed.js'
import { answersOf } from './answers.js'
import { filesOf } from './files.js'

const feed = await openFeed({
  simulator: {
    // Short, so that one sees renewals come and go.
    accessTokenLife: 60,
    updateRate: 2,
    symbolLists: {
      '0#.DJI': ['AAPL.O', 'BA.N', 'CAT.N', 'CVX.N', 'DIS.N', 'GS.N', 'HD.N', 'IBM.N', 'JPM.N', 'KO.N'],
    },
  },
})
const answers = answersOf(feed)
const file = filesOf(new URL('../dist/browser/', import.meta.url))

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const respond = async (): Promise<void> => {
    const {
      status = 200,
      type,
      body,
    } = (await answers.answer(request.method ?? 'GET', url)) ?? (await file(url.pathname))
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
  }
  // The text of an error may hold anything: the page learns that there was one.
  respond().catch(() => response.writeHead(503).end())
})
await new Promise<void>((resolve) => {
  server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', resolve)
})
console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/ (ctrl-c ends it)`)

const end = (): void => {
  answers.close()
  server.close()
  server.closeAllConnections()
  void feed.close()
}
process.once('SIGINT', end)
process.once('SIGTERM', end)
