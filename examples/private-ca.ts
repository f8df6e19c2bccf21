/** Through a proxy, to a server whose certificate only a private authority vouches for. */
import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { createConsumer, toImage, type Http, type HttpResponse, type WebSocketLike } from 'rx-omm'
import { take } from 'rxjs'
import { WebSocket } from 'ws'
import { openFeed } from './support/feed.js'
import { startProxy, TunnelAgent } from './support/proxy.js'
import { quote } from './support/quote.js'

/** Token service and discovery, by an agent of Node: `fetch` does not take one. */
const httpBy =
  (agent: TunnelAgent): Http =>
  async ({ method, url, headers, body }) =>
    new Promise<HttpResponse>((resolve, reject) => {
      const asked = request(url, { method, headers, agent }, (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
        response.on('error', reject).on('end', () => {
          const named = Object.entries(response.headers).map(
            ([name, value]) => [name, String(value)] as const,
          )
          resolve({ status: response.statusCode ?? 0, headers: Object.fromEntries(named), body: text })
        })
      })
      asked.on('error', reject).end(body)
    })

const proxy = await startProxy()

const feed = await openFeed({
  // The simulator's own certificate; with a real server, that of your authority, and your proxy.
  way: (certificate) => {
    const file = process.env['RX_OMM_CA_FILE']
    const ca = certificate ?? (file && readFileSync(file, 'utf8'))
    const through = certificate ? proxy.url : (process.env['HTTPS_PROXY'] ?? proxy.url)
    const agent = new TunnelAgent(through, ca ? { ca } : {})
    return {
      http: httpBy(agent),
      webSocket: (url, protocols) =>
        new WebSocket(url, [...protocols], { agent }) as unknown as WebSocketLike,
    }
  },
})
const consumer = createConsumer(feed.options)

await consumer
  .item('EUR=')
  .pipe(toImage(), take(2))
  .forEach((image) => {
    console.log(quote(image))
  })

await consumer.close()
await feed.close()
proxy.close()
