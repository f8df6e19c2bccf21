import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { of } from 'rxjs'
import { describe, expect, it } from 'vitest'
import type { ItemEvent } from '../../src/item/item-event.js'
import type { Book } from '../../src/operators/book/book.js'
import { toBook } from '../../src/operators/to-book.js'
import { toMembers } from '../../src/operators/to-members.js'
import type { RefreshMessage, UpdateMessage } from '../../src/wire/messages.js'
import { corpusFolder, readCorpus } from '../support/corpus.js'
import { refreshEvent, updateEvent } from '../support/item-events.js'
import { observe } from '../support/observe.js'

type DataMessage = RefreshMessage | UpdateMessage

const isData = (message: unknown): message is DataMessage =>
  ['Refresh', 'Update'].includes((message as DataMessage).Type) && 'Map' in (message as DataMessage)

const eventOf = (message: DataMessage): ItemEvent => {
  const content = { Map: message.Map ?? null }
  return message.Type === 'Refresh'
    ? refreshEvent({}, { content, complete: message.Complete !== false, message })
    : updateEvent({}, { content, message })
}

const captures = join(process.env['RX_OMM_SHARED'] ?? '../shared', 'captures')
const capture = join(captures, 'order-book.ndjson')

/** Events of one stream of the recording. */
const recorded = (id: number): ItemEvent[] =>
  readFileSync(capture, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { from: string; frame?: string })
    .filter(({ from, frame }) => from === 'server' && frame !== undefined)
    .flatMap(({ frame }) => JSON.parse(frame!) as DataMessage[])
    .filter((message) => message.ID === id && isData(message))
    .map(eventOf)

const prices = ({ bids, asks }: Book): unknown => [bids, asks].map((side) => side.map(({ id, price, size }) => [id, price, size])) // prettier-ignore

describe.skipIf(!existsSync(capture))(`recorded books (skipped unless ${capture} is there)`, () => {
  it('of orders whose updates have no side', () => {
    const books = observe(of(...recorded(2)).pipe(toBook())).values
    expect(books.map(prices)).toMatchObject([
      [[['100', 34.59, 5]], [['101', 35.59, 6], ['102', 36.59, 7]]],
      [[['100', 34.6, 5]], [['101', 35.6, 6], ['102', 36.6, 7]]],
      [[['100', 34.61, 5]], [['101', 35.61, 6], ['102', 36.61, 7]]],
      [[['100', 34.62, 5]], [['101', 35.62, 6], ['102', 36.62, 7]]],
      [[['100', 34.63, 5]], [['101', 35.63, 6], ['102', 36.63, 7]]],
      [[], [['101', 35.64, 6], ['102', 36.64, 7]]],
      [[['100', 34.65, 5]], [['102', 36.65, 7]]],
    ]) // prettier-ignore
  })

  it('of levels in parts without numbers, with updates about levels to come', () => {
    const books = observe(of(...recorded(3)).pipe(toBook({ by: 'price' }))).values
    expect(books.slice(0, 6).map(({ complete }) => complete)).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
    ])
    expect(prices(books[4]!)).toEqual([[['34.59b', 34.59, 7]], [['35.59a', 35.59, 8], ['36.59a', 36.59, 7]]]) // prettier-ignore
    expect(books[4]?.bids[0]).toMatchObject({ orders: 1 })
    expect(books.at(-1)?.summary).toMatchObject({ CURRENCY: 840 })
    expect(prices(books.at(-1)!)).toEqual([[['34.59b', 34.59, 5]], [['36.59a', 36.59, 7]]])
  })
})

const corpus = corpusFolder()

describe.skipIf(corpus === undefined)(
  'books of the specification (skipped where the corpus is not there)',
  () => {
    const events = (folder: string): ItemEvent[] =>
      readCorpus(join(corpus!, folder))
        .flatMap(({ message }) => message as unknown[] | object)
        .filter(isData)
        .map(eventOf)
    const added = (folder: string): number =>
      events(folder).flatMap((event) => (event.type === 'refresh' ? (event.content?.Map?.Entries ?? []) : []))
        .length

    it.each([['market-by-order'], ['market-by-price'], ['market-maker']])('%s', (folder) => {
      const books = observe(of(...events(folder)).pipe(toBook())).values
      expect(books.length).toBe(events(folder).length)
      const entries = books.flatMap(({ bids, asks }) => [...bids, ...asks])
      expect(entries.length).toBeGreaterThanOrEqual(added(folder))
      for (const { price, size } of entries) expect([typeof price, typeof size]).toEqual(['number', 'number'])
      for (const { bids } of books)
        expect(bids.map(({ price }) => price)).toEqual(
          bids.map(({ price }) => price!).sort((one, other) => other - one),
        )
    })

    it('symbol-list', () => {
      const lists = observe(of(...events('symbol-list')).pipe(toMembers())).values
      expect(lists.length).toBe(events('symbol-list').length)
      expect(lists.flatMap(({ added: names }) => names)).toHaveLength(added('symbol-list'))
    })
  },
)
