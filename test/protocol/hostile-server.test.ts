import fc from 'fast-check'
import * as t from 'io-ts'
import { config, merge } from 'rxjs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  conflate,
  nullable,
  onlyLive,
  pick,
  toBook,
  toImage,
  toItems,
  toMembers,
  type Domain,
} from '../../src/index.js'
import { corpusFolder, readCorpus } from '../support/corpus.js'
import { observe } from '../support/observe.js'
import { refresh, update } from '../support/server-messages.js'
import { capableLogin, onWire, type Members, type WireBench } from '../support/wire-bench.js'
import { damaged, damages, trimmed } from '../support/wire-hostile.js'
import { isLogin, messagesIn } from '../support/wire-normal.js'

const folder = corpusFolder()
const files = folder === undefined ? [] : readCorpus(folder)
const title = folder === undefined ? ' (of the corpus: none, see RX_OMM_CORPUS)' : ''

/** Some that the corpus may lack, so that there is something to damage in any case. */
const own: readonly Members[] = [
  capableLogin(),
  { ID: 1, Type: 'Status', Domain: 'Login', State: { Stream: 'Open', Data: 'Suspect', Text: 'x' } },
  { ID: 3, Type: 'Refresh', Domain: 'Source', Map: { KeyType: 'UInt', Entries: [{ Action: 'Add', Key: 257, FilterList: { Entries: [
    { ID: 1, Action: 'Set', Elements: { Name: 'S', Capabilities: { Type: 'Array', Data: { Type: 'UInt', Data: [6, 7] } } } },
    { ID: 2, Action: 'Set', Elements: { ServiceState: 1, AcceptingRequests: 1, Status: { Type: 'State', Data: { Stream: 'Open', Data: 'Suspect' } } } },
    { ID: 4, Action: 'Set', Elements: { OpenLimit: 5, OpenWindow: 1 } },
    { ID: 6, Action: 'Set', Map: { KeyType: 'AsciiString', Entries: [{ Action: 'Add', Key: 'L', Elements: { LinkState: 1 } }] } },
  ] } }] } },
  { ID: 3, Type: 'Update', Domain: 'Source', Map: { KeyType: 'UInt', Entries: [{ Action: 'Update', Key: 257, FilterList: { Entries: [{ ID: 2, Action: 'Update', Elements: { ServiceState: 0 } }] } }, { Action: 'Delete', Key: 257 }] } },
  { ID: 4, Type: 'Status', State: { Stream: 'Redirected', Data: 'Ok' }, Key: { Name: 'NEW', Service: 5 } },
  { ID: 4, Type: 'Refresh', State: { Stream: 'ClosedRecover', Data: 'Suspect' }, Fields: { BID: 1, ROW64_1: 'text' } },
  { ID: 4, Type: 'Update', UpdateType: 'Quote', Fields: { ROW64_1: '\u001b[3`XY', BID: 'Inf' }, ConflationInfo: { Count: 1, Time: 1 } },
  { ID: 1, Type: 'Ack', AckID: 1, NakCode: 'DeniedBySrc', Text: 'no' },
  { ID: 1, Type: 'Generic', Domain: 'Login', Elements: { Ticks: 5, RoundTripLatency: 3 } },
  { ID: 4, Type: 'Generic', Key: { Name: 'X' }, Elements: { A: 1 } },
  { ID: 4, Type: 'Error', Text: "JSON Unexpected Value. Received 'X' for key 'Type'", Debug: { Message: '{"ID":4,"Type":"Post","PostID":1}' } },
  { ID: 4, Type: 'Refresh', Vector: { SupportSorting: true, Entries: [{ Index: 0, Action: 'Insert', Fields: { A: 1 } }, { Index: 0, Action: 'Delete' }] } },
  { ID: 4, Type: 'Refresh', Series: { Summary: { Elements: { A: 1 } }, Entries: [{ Elements: { A: 1 } }] } },
] // prettier-ignore

const messages = [...own, ...files.flatMap(({ message, direction, fragment }) => (direction === 'server' ? (fragment ? [{ ID: 4, Type: 'Refresh', ...(message as Members) }] : messagesIn(message)) : []))] // prettier-ignore

const domains: readonly Domain[] = ['MarketPrice', 'MarketByOrder', 'MarketByPrice', 'MarketMaker', 'SymbolList', 'YieldCurve'] // prettier-ignore

const ignore = { error: (): void => undefined }

/** The stream of the item that nobody attacks: the first that is asked for. */
const otherId = 2

/** Everything that an application can be doing at once. */
const work = ({ consumer }: WireBench): void => {
  consumer.services$.subscribe(ignore)
  consumer.receive().subscribe(ignore)
  consumer.latency$.subscribe(ignore)
  for (const domain of domains) {
    const item$ = consumer.item('VICTIM', { domain })
    const many$ = consumer.items(['VICTIM', 'B', 'C'], { domain })
    const view = t.type({ BID: nullable(t.number), NAME: nullable(t.string) })
    merge(
      item$.pipe(toBook()),
      item$.pipe(toMembers()),
      item$.pipe(toImage()),
      item$.pipe(conflate(10)),
      item$.pipe(toImage(), onlyLive()),
      item$.pipe(pick('BID', 'ROW64_1')),
      item$.pipe(
        toMembers(),
        toItems((name) => consumer.item(name, { domain })),
      ),
      many$,
      consumer.item('DECODED', { domain, view }),
    ).subscribe(ignore)
    consumer.item('SNAPSHOT', { domain, snapshot: true }).subscribe(ignore)
  }
  consumer.post({ name: 'VICTIM', fields: { BID: 1 } }).subscribe(ignore)
  consumer.post({ name: 'VICTIM', onStream: true, fields: { BID: 1 } }).subscribe(ignore)
}

/** A quick answer to every request that there is, so that streams are open when they are attacked. */
const answerAll = ({ sent, receive, advance }: WireBench, answered?: number): readonly number[] => {
  advance(0)
  const asked = sent().flatMap(({ ID, Type, Key, Domain }) => {
    const { Name } = (Key ?? {}) as { readonly Name?: unknown }
    if (Type !== undefined || Domain === 'Login') return []
    return Array.isArray(Name) ? Name.map((_, index) => Number(ID) + 1 + index) : [Number(ID)]
  })
  const ids = asked.filter((id) => id !== answered)
  receive(...ids.map((id) => refresh(id, { BID: 1, NAME: 'x', ROW64_1: 'row' })))
  advance(0)
  return ids
}

describe(`a hostile server${title}`, () => {
  const unhandled: unknown[] = []
  beforeEach(() => {
    unhandled.length = 0
    config.onUnhandledError = (error) => unhandled.push(error)
  })
  afterEach(() => {
    config.onUnhandledError = null
  })

  const attack = fc.record({
    message: fc.nat(messages.length - 1),
    damages,
    id: fc.nat(60),
    packed: fc.boolean(),
    wait: fc.constantFrom(0, 0, 0, 20, 1_500),
  })

  test('throws nothing out of the socket, rejects nothing, and harms no other item', () => {
    fc.assert(
      fc.property(fc.array(attack, { minLength: 1, maxLength: 12, size: 'max' }), (attacks) => {
        onWire((bench) => {
          const { consumer, advance, logIn, socket, sockets, receive } = bench
          const other = observe(consumer.item('OTHER'))
          advance(0)
          logIn()
          receive(refresh(otherId, { BID: 0 }))
          work(bench)
          const ids = answerAll(bench, otherId)
          const lost = (): boolean => sockets.length > 1 || socket().closes.length > 0
          let maySpoilLogin = false
          for (const { message, damages: changes, id, packed, wait } of attacks) {
            if (lost()) break
            const target = trimmed(messages[message]) as Members
            maySpoilLogin ||= isLogin(target)
            // Each is aimed at one of the streams, and at the other item never.
            const aimed = isLogin(target) ? target : { ...target, ID: ids[id % ids.length] }
            const text = damaged(aimed, changes)
            socket().receivesRaw(packed ? `[${text},{"Type":"Ping"}]` : text)
            advance(wait)
            expect(unhandled, text).toEqual([])
          }
          if (lost()) {
            expect(maySpoilLogin, 'the session was lost to something else than its login').toBe(true)
            for (let time = 0; time < 1_300 && socket().protocol !== ''; time += 1) advance(500)
            logIn()
            answerAll(bench)
            expect(other.values.at(-1)).toMatchObject({ type: 'refresh', stale: false })
          } else {
            receive(update(otherId, { BID: 77 }))
            expect(other.values).toMatchObject([{ type: 'refresh' }, { type: 'update', fields: { BID: 77 } }])
          }
          expect([other.errors, other.completions]).toEqual([0, 0])
        })
        expect(unhandled).toEqual([])
      }),
      { numRuns: 150 },
    )
  })
})
