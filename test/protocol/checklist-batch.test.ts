import { describe, expect, test } from 'vitest'
import type { ItemOptions, NamedEvent } from '../../src/index.js'
import { observe, type Observed } from '../support/observe.js'
import { refresh, status, update } from '../support/server-messages.js'
import { loggedIn, type Members, type WireBench } from '../support/wire-bench.js'

const names = ['A', 'B', 'C']

const askFor = (
  { consumer, advance, taken }: WireBench,
  options: ItemOptions = {},
): [seen: Observed<NamedEvent>, id: number] => {
  taken()
  const seen = observe(consumer.items(names, options))
  advance(0)
  const [asked] = taken()
  return [seen, Number(asked?.['ID'])]
}

const told = ({ values }: Observed<NamedEvent>): unknown =>
  values.map(({ name, event }) => [name, event.type, event.state.stream, event.state.data])

describe('batch, view, close', () => {
  test('26.30 item i of a batch is on n + 1 + i, and Closed/Ok on n is no failure', () => {
    loggedIn((bench) => {
      const [seen, id] = askFor(bench)
      bench.receive(status(id, 'Closed', 'Ok'))
      bench.receive(...[3, 1, 2].map((offset) => refresh(id + offset, { N: offset })))
      expect(seen.values.map(({ name, event }) => [name, 'fields' in event && event.fields.N])).toEqual([
        ['C', 3],
        ['A', 1],
        ['B', 2],
      ])
      bench.advance(20_000)
      expect([seen.errors, seen.completions, bench.taken()]).toEqual([0, 0, []])
    })
  })

  test('26.30 Closed/Suspect on n ends the items that have had no message, and only those', () => {
    loggedIn((bench) => {
      const [seen, id] = askFor(bench)
      bench.receive(refresh(id + 2), status(id, 'Closed', 'Suspect', 'NotEntitled'))
      expect(told(seen)).toEqual([
        ['B', 'refresh', 'Open', 'Ok'],
        ['A', 'status', 'Closed', 'Suspect'],
        ['C', 'status', 'Closed', 'Suspect'],
      ])
      bench.receive(update(id + 2, { BID: 5 }), update(id + 1, { BID: 5 }))
      expect(seen.values.slice(3)).toMatchObject([
        { name: 'B', event: { type: 'update', fields: { BID: 5 } } },
      ])
      seen.subscription.unsubscribe()
      bench.advance(20_000)
      expect(bench.taken()).toEqual([{ ID: id + 2, Type: 'Close' }])
    })
  })

  test('26.30 items of a batch that the server cannot take as a batch are asked for one by one', () => {
    loggedIn((bench) => {
      const [seen, id] = askFor(bench)
      bench.receive(status(id, 'Closed', 'Suspect', 'UnableToRequestAsBatch'))
      bench.advance(0)
      const asked = bench.taken()
      expect(asked.map(({ Key }) => (Key as Members)['Name'])).toEqual(names)
      expect(Math.min(...asked.map(({ ID }) => Number(ID)))).toBeGreaterThan(id + 3)
      expect([seen.errors, seen.values]).toEqual([0, []])
    })
  })

  test('26.30 an item that waits for the answer to a reissue is none of those that have had no message', () => {
    loggedIn((bench) => {
      const { open, receive, advance, taken } = bench
      const [seen, id] = askFor(bench, { view: ['BID'] })
      receive(refresh(id + 1))
      const wider = open('A', { view: ['ASK'] })
      expect(taken()).toMatchObject([{ ID: id + 1, View: ['BID', 'ASK'] }])
      receive(status(id, 'Closed', 'Suspect', 'UnableToRequestAsBatch'))
      advance(0)
      expect(taken().map(({ Key }) => (Key as Members)['Name'])).toEqual(['B', 'C'])
      receive(refresh(id + 1, { BID: 1, ASK: 2 }))
      expect(wider.values).toMatchObject([{ type: 'refresh', fields: { ASK: 2 } }])
      expect(seen.errors).toBe(0)
    })
  })

  test('26.31 items of a batch are independent afterwards; one can fail alone', () => {
    loggedIn((bench) => {
      const [seen, id] = askFor(bench)
      bench.receive(status(id, 'Closed', 'Ok'), refresh(id + 1), refresh(id + 3))
      bench.receive(status(id + 2, 'Closed', 'Suspect', 'NotFound'))
      bench.receive(update(id + 1), update(id + 2), update(id + 3))
      expect(seen.values.map(({ name, event }) => `${name} ${event.type}`)).toEqual([
        ...['A refresh', 'C refresh', 'B status', 'A update', 'C update'],
      ])
      expect([seen.errors, seen.completions]).toEqual([0, 0])
    })
  })

  test('26.32 messages of items that come before the status of the batch are delivered', () => {
    loggedIn((bench) => {
      const [seen, id] = askFor(bench)
      bench.receive(
        refresh(id + 1),
        update(id + 1),
        refresh(id + 2),
        status(id, 'Closed', 'Ok'),
        refresh(id + 3),
      )
      expect(seen.values.map(({ name, event }) => `${name} ${event.type}`)).toEqual([
        ...['A refresh', 'A update', 'B refresh', 'C refresh'],
      ])
    })
  })

  test('26.33 several streams are closed by one frame, whose answer is not taken for anything else', () => {
    loggedIn((bench) => {
      const { receive, advance, taken, open } = bench
      const [seen, id] = askFor(bench)
      receive(status(id, 'Closed', 'Ok'), refresh(id + 1), refresh(id + 2), refresh(id + 3))
      seen.subscription.unsubscribe()
      advance(0)
      expect(taken()).toEqual([{ ID: [id + 1, id + 2, id + 3], Type: 'Close' }])
      const [again, next] = askFor(bench)
      const single = open('D')
      // Neither the one that was closed first nor any other may have its ID.
      expect(Math.min(next, single.id)).toBeGreaterThan(id + 3)
      receive(status(id + 1, 'Closed', 'Ok'), refresh(single.id), refresh(next + 1))
      expect([again.values.length, single.values.length, single.errors]).toEqual([1, 1, 0])
    })
  })

  test('26.34 a view is sent as given, names and numbers, and more fields in the answer are tolerated', () => {
    loggedIn(({ open, receive, taken, consumer, advance }) => {
      const mixed = open('A', { view: ['BID', 22, '52WK_HIGH', -5] })
      const named = open('B', { view: ['BID', 'ASK'] })
      taken()
      observe(consumer.items(['C', 'D'], { view: ['BID', 6] }))
      advance(0)
      expect(taken()).toMatchObject([{ Key: { Name: ['C', 'D'] }, View: ['BID', 6] }])
      const fields = { BID: 1, ASK: null, MORE: 3 }
      receive(refresh(mixed.id, fields), refresh(named.id, fields), update(named.id, { MORE: 4, BID: 2 }))
      expect(mixed.values).toMatchObject([{ fields }])
      expect(named.values.map((event) => 'fields' in event && event.fields)).toEqual([{ BID: 1, ASK: null }, { BID: 2 }]) // prettier-ignore
    })
  })

  test('26.34 the view of a request goes out in its order, and again in every reissue', () => {
    loggedIn(({ open, sent, receive }) => {
      const { id } = open('A', { view: ['BID', 22, '52WK_HIGH', -5] })
      receive(refresh(id))
      open('A', { view: ['ASK'] })
      const views = sent().flatMap(({ ID, View }) => (ID === id ? [View] : []))
      expect(views).toEqual([
        ['BID', 22, '52WK_HIGH', -5],
        ['BID', 22, '52WK_HIGH', -5, 'ASK'],
      ])
    })
  })
})
