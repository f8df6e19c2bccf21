/** Through a proxy, to a server whose certificate only a private authority vouches for. */
import { readFileSync } from 'node:fs'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { createConsumer, toImage } from 'rx-omm'
import { viaAgent } from 'rx-omm/node'
import { take } from 'rxjs'
import { openFeed } from './support/feed.js'
import { startProxy } from './support/proxy.js'
import { quote } from './support/quote.js'

// Yours, by HTTPS_PROXY, or one in this process that tells of each connection.
const own = process.env['HTTPS_PROXY']
const proxy = own ? undefined : await startProxy()

const feed = await openFeed({
  // The simulator's own certificate; with a real server, that of your authority.
  way: (certificate) => {
    const file = process.env['RX_OMM_CA_FILE']
    const ca = certificate ?? (file && readFileSync(file, 'utf8'))
    return viaAgent(new HttpsProxyAgent(own ?? proxy?.url ?? ''), ca ? { ca } : {})
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
proxy?.close()
