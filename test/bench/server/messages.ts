import { book, bookChange, marketPrice } from './fields.js'
import type { Load } from './load.js'

/** Answer to a login. */
export const loginRefresh = JSON.stringify([
  {
    ID: 1,
    Type: 'Refresh',
    Domain: 'Login',
    Key: { Name: 'bench', Elements: { SupportBatchRequests: 7, SupportViewRequests: 1 } },
    State: { Stream: 'Open', Data: 'Ok' },
    Elements: { PingTimeout: 30, MaxMsgSize: 61_440 },
  },
])

/** The status that takes a batch request note of. */
export const batchStatus = (id: number): string =>
  JSON.stringify([{ ID: id, Type: 'Status', State: { Stream: 'Closed', Data: 'Ok', Text: 'Processed' } }])

/**
 * Makes the images of items. All of a kind have the same content, which is written once: the generator must not be
 * what an opening waits for.
 */
export const imageMaker = ({ content, imageFields }: Load): ((id: number, name: string) => string) => {
  const [domain, payload] =
    content === 'book'
      ? ['"Domain":"MarketByPrice",', `"Map":${JSON.stringify(book())}`]
      : ['', `"Fields":${JSON.stringify(marketPrice(1, imageFields ?? content))}`]
  return (id, name) =>
    `[{"ID":${id},"Type":"Refresh",${domain}"Key":{"Service":"ELEKTRON_DD","Name":"${name}"},` +
    '"State":{"Stream":"Open","Data":"Ok","Text":"All is well"},' +
    `"Qos":{"Timeliness":"Realtime","Rate":"TickByTick"},"PermData":"AwEsUmw=","SeqNumber":4530,${payload}}]`
}

/** An update of one item. */
export const update = (id: number, tick: number, { content }: Load): object => ({
  ID: id,
  Type: 'Update',
  ...(content === 'book' ? { Domain: 'MarketByPrice' } : {}),
  UpdateType: content === 'book' ? 'Unspecified' : 'Quote',
  DoNotConflate: false,
  SeqNumber: tick,
  ...(content === 'book' ? { Map: bookChange(tick) } : { Fields: marketPrice(tick, content) }),
})
