import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Feed } from '../../support/feed.js'
import { type Answer, answersOf } from './answers.js'
import { filesOf } from './files.js'
import { mayAsk } from './may-ask.js'
import { withPolicy } from './policy.js'

/** A demo that listens. */
export interface ServedDemo {
  /** Address of the page. */
  readonly url: string
  /** Ends it, and the feed with it. */
  readonly close: () => Promise<void>
}

const text = (status: number, body: string): Answer => ({ status, type: 'text/plain', body })

/** Serves the built page in `folder`, on this machine alone. Rejects with Node's own error when the port is taken. */
export const serveDemo = async (feed: Feed, folder: URL, wantedPort: number): Promise<ServedDemo> => {
  const answers = answersOf(feed)
  const file = filesOf(folder)
  const guarded = withPolicy(feed)

  const answerTo = async ({ method = 'GET', url = '/', headers }: IncomingMessage): Promise<Answer> => {
    // Anybody may send anything for an address.
    if (!URL.canParse(url, 'http://localhost')) return text(400, 'not an address')
    const parsed = new URL(url, 'http://localhost')
    const isFile = !parsed.pathname.startsWith('/api/')
    if (!mayAsk(headers, port, isFile)) return text(403, 'not from there')
    if (!isFile) return (await answers.answer(method, parsed)) ?? text(404, 'not found')
    return method === 'GET' ? file(parsed.pathname) : text(405, 'to be read only')
  }

  const server = createServer((request, response) => {
    // What is sent along is of no use, and has to be read nevertheless for the connection to go on.
    request.resume()
    answerTo(request)
      // The text of an error may hold anything: the page learns that there was one.
      .catch(() => text(503, 'not to be had now'))
      .then((answer) => {
        const { policy, body } = guarded(answer)
        response
          .writeHead(answer.status ?? 200, {
            'content-type': answer.type,
            'cache-control': 'no-store',
            'content-security-policy': policy,
            'x-content-type-options': 'nosniff',
            'referrer-policy': 'no-referrer',
            'cross-origin-resource-policy': 'same-origin',
          })
          .end(body)
      })
      .catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(wantedPort, '127.0.0.1', resolve)
  }).catch((error: unknown) => {
    answers.close()
    throw error
  })
  const { port } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}/`,
    close: async () => {
      answers.close()
      server.close()
      server.closeAllConnections()
      await feed.close()
    },
  }
}
