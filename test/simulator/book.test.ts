import { describe, expect, it } from 'vitest'
import { decoded, entriesOf, heldOf, mapOf, online } from './support-book.js'
import type { Message } from './support.js'

const books = ['MarketByOrder', 'MarketByPrice', 'MarketMaker'] as const

const book = (id: number, Domain: string, more: object = {}): object => ({
  ID: id,
  Domain,
  Key: { Name: 'IBM.N' },
  ...more,
})

const run = (options: object, request: object, until = 30_500): Message[] => {
  let messages: Message[] = []
  online({ pingTimeout: 0, ...options }, ({ client, at }) => {
    client.send(request)
    at(until, () => (messages = client.of(2)))
  })
  return messages
}

const sideOf = (held: ReadonlyMap<unknown, Message>, side: unknown): number[] =>
  [...held.values()].filter(({ ORDER_SIDE }) => ORDER_SIDE === side).map(({ ORDER_PRC }) => Number(ORDER_PRC))

describe.each(books)('a book of domain %s', (domain) => {
  it('names its domain in every message, and has base64 keys', () => {
    const messages = run({}, book(2, domain))
    expect(messages.length).toBeGreaterThan(25)
    for (const message of messages) {
      expect(message).toMatchObject({ Domain: domain, Map: { KeyType: 'Buffer' } })
      for (const { Key } of entriesOf(message)) expect(btoa(decoded(Key))).toBe(Key)
    }
  })

  it('moves: entries come, change and go, and updates speak only of entries that there are', () => {
    const messages = run({}, book(2, domain), 120_500)
    const actions = new Set(messages.slice(1).flatMap((one) => entriesOf(one).map(({ Action }) => Action)))
    expect([...actions].sort()).toEqual(['Add', 'Delete', 'Update'])
    const keys = new Set<unknown>()
    for (const message of messages)
      for (const { Action, Key, Fields } of entriesOf(message)) {
        expect(keys.has(Key)).toBe(Action !== 'Add')
        if (Action === 'Delete') expect(Fields).toBeUndefined()
        if (Action === 'Delete') keys.delete(Key)
        else keys.add(Key)
      }
  })

  it('is the same for the same seed, and another one for another', () => {
    expect(run({ seed: 1 }, book(2, domain))).toEqual(run({ seed: 1 }, book(2, domain)))
    expect(run({ seed: 2 }, book(2, domain))).not.toEqual(run({ seed: 1 }, book(2, domain)))
  })

  it('adds up over updates to what a new image shows', () => {
    online({ pingTimeout: 0, bookParts: 1 }, ({ client, at }) => {
      client.send(book(2, domain))
      at(60_500, () => {
        client.send(book(3, domain, { Streaming: false }))
      })
      at(60_501, () => {
        expect(client.of(3)).toMatchObject([{ State: { Stream: 'NonStreaming' } }])
        const [mine, fresh] = [heldOf(client.of(2)), heldOf(client.of(3))]
        expect([...mine.keys()].sort()).toEqual([...fresh.keys()].sort())
        for (const [key, fields] of fresh) expect(mine.get(key)).toEqual(fields)
      })
    })
  })

  it('has the common fields in the first part alone', () => {
    const parts = run({ bookParts: 3, updateRate: 0 }, book(2, domain))
    expect(parts).toHaveLength(3)
    expect(mapOf(parts[0])).toHaveProperty('Summary.Fields.CURRENCY')
    expect(mapOf(parts[0])['CountHint']).toBe(parts.flatMap(entriesOf).length)
    for (const part of parts.slice(1)) {
      expect(mapOf(part)).not.toHaveProperty('Summary')
      expect(mapOf(part)).not.toHaveProperty('CountHint')
    }
  })

  it('that is held back for a slow client comes to the same in the end', () => {
    online({ updateRate: 10 }, ({ simulator, at }) => {
      const messages: Message[] = []
      let full = false
      const connection = simulator.connect({
        path: '/WebSocket',
        protocols: ['tr_json2'],
        deliver: {
          frame: (text) => messages.push(...(JSON.parse(text) as Message[])),
          close: () => undefined,
          congested: () => full,
        },
      })
      if (!('protocol' in connection)) throw new Error('refused')
      connection.receive('{"ID":1,"Domain":"Login","Key":{"Name":"me"}}')
      connection.receive(JSON.stringify(book(2, domain)))
      at(1_050, () => (full = true))
      let before = 0
      at(9_050, () => {
        before = messages.length
        full = false
        connection.drained()
        connection.receive(JSON.stringify(book(3, domain, { Streaming: false })))
      })
      at(9_060, () => {
        const ofId = (id: number) => messages.filter(({ ID }) => ID === id)
        expect(messages[before]).toMatchObject({ ID: 2, Type: 'Update', UpdateType: 'Multiple' })
        expect(heldOf(ofId(2))).toEqual(heldOf(ofId(3)))
      })
    })
  })
})

describe('the prices of a book', () => {
  it.each(['MarketByOrder', 'MarketByPrice'])('of domain %s are best at the quote, always', (domain) => {
    online({ pingTimeout: 0 }, ({ client, at }) => {
      client.send({ ID: 5, Key: { Name: 'IBM.N' } })
      client.send(book(2, domain))
      for (let second = 1; second < 60; second++)
        at(second * 1000 + 500, () => {
          const image = Object.assign({}, ...client.of(5).map(({ Fields }) => Fields)) as Message
          const held = heldOf(client.of(2))
          expect(Math.max(...sideOf(held, 'BID'))).toBe(image['BID'])
          expect(Math.min(...sideOf(held, 'ASK'))).toBe(image['ASK'])
        })
    })
  })

  it('move without anybody who watches the quote', () => {
    const messages = run({}, book(2, 'MarketByPrice'))
    const best = messages.map((_, i) => Math.max(...sideOf(heldOf(messages.slice(0, i + 1)), 'BID')))
    expect(new Set(best).size).toBeGreaterThan(5)
  })

  it('of market makers stand around the quote, one of them at its best', () => {
    online({ pingTimeout: 0 }, ({ client, at }) => {
      client.send({ ID: 5, Key: { Name: 'IBM.N' } })
      client.send(book(2, 'MarketMaker'))
      at(60_500, () => {
        const image = Object.assign({}, ...client.of(5).map(({ Fields }) => Fields)) as Message
        const makers = [...heldOf(client.of(2)).values()]
        expect(Math.max(...makers.map(({ BID }) => Number(BID)))).toBe(image['BID'])
        expect(Math.min(...makers.map(({ ASK }) => Number(ASK)))).toBe(image['ASK'])
      })
    })
  })

  it('add up by price: size and number of orders', () => {
    const [image] = run({ updateRate: 0 }, book(2, 'MarketByPrice'))
    for (const { Key, Fields } of entriesOf(image)) {
      const { ORDER_PRC, ORDER_SIDE, ACC_SIZE, NO_ORD } = Fields!
      expect(decoded(Key)).toBe(`${Number(ORDER_PRC).toFixed(6)}${ORDER_SIDE === 'BID' ? 'B' : 'A'}`)
      expect(Number(ACC_SIZE)).toBeGreaterThanOrEqual(Number(NO_ORD) * 100)
    }
  })

  it.each([
    [3, 6],
    [10, 20],
  ])('have %i levels a side', (bookDepth, count) => {
    const [image] = run({ bookDepth, updateRate: 0 }, book(2, 'MarketByPrice'))
    expect(entriesOf(image)).toHaveLength(count)
  })

  it('name the order by the key, and sides and currency by text or number', () => {
    const [text] = run({ updateRate: 0, bookParts: 1 }, book(2, 'MarketByOrder'))
    const [number] = run({ updateRate: 0, bookParts: 1, enumText: false }, book(2, 'MarketByOrder'))
    expect(mapOf(text)['KeyFieldID']).toBe(3426)
    for (const { Key, Fields } of entriesOf(text)) expect(decoded(Key)).toBe(Fields!['ORDER_ID'])
    const sides = (message: Message | undefined): unknown[] =>
      [...new Set(entriesOf(message).map(({ Fields }) => Fields!['ORDER_SIDE']))].sort()
    expect(sides(text)).toEqual(['ASK', 'BID'])
    expect(sides(number)).toEqual([1, 2])
    expect(mapOf(text).Summary).toMatchObject({ Fields: { CURRENCY: expect.any(String) as unknown } })
    expect(mapOf(number).Summary).toMatchObject({ Fields: { CURRENCY: expect.any(Number) as unknown } })
  })
})

describe('a refresh in parts', () => {
  it('is one for up to 20 entries, else of 20 each', () => {
    expect(run({ updateRate: 0 }, book(2, 'MarketByPrice'))).toHaveLength(1)
    expect(run({ updateRate: 0, bookDepth: 25 }, book(2, 'MarketByPrice'))).toHaveLength(3)
  })

  it('says which part it is, and which is the last', () => {
    const parts = run({ updateRate: 0, bookParts: 3 }, book(2, 'MarketByPrice'))
    expect(parts.map(({ Complete, PartNumber, ClearCache }) => [Complete, PartNumber, ClearCache])).toEqual([
      [false, 0, undefined],
      [false, 1, false],
      [undefined, 2, false],
    ])
  })

  it('leaves out what some servers leave out', () => {
    const options = { updateRate: 0, bookParts: 2, partNumbers: false, partsKeepCache: false }
    for (const part of run(options, book(2, 'MarketByPrice'))) {
      expect(part).not.toHaveProperty('PartNumber')
      expect(part).not.toHaveProperty('ClearCache')
    }
  })

  it.each([true, false])(
    'has updates in between, and is right in the end all the same (streaming: %s)',
    (Streaming) => {
      const options = { updateRate: 0, bookParts: 4, updatesBetweenParts: true }
      online(options, ({ client, at }) => {
        client.send(book(2, 'MarketByOrder', { Streaming }))
        at(1, () => {
          expect(client.of(2).map(({ Type }) => Type as string)).toEqual([
            'Refresh',
            'Update',
            'Refresh',
            'Update',
            'Refresh',
            'Update',
            'Refresh',
          ])
          client.send(book(3, 'MarketByOrder', { Streaming: false }))
        })
        at(2, () => {
          // The second image moves the market while it is sent: what counts is its first part, and what was before.
          const mine = heldOf(client.of(2).slice(0, 7))
          const first = client.of(3)[0]
          for (const { Key, Fields } of entriesOf(first)) expect(mine.get(Key)).toEqual(Fields)
          expect(entriesOf(first).length).toBeGreaterThan(5)
        })
      })
    },
  )
})

describe('a refresh in many parts with updates in between', () => {
  it('never shows an entry again that an update has deleted', () => {
    const options = { updateRate: 0, bookParts: 40, updatesBetweenParts: true, packing: 0 }
    const messages = run(options, book(2, 'MarketByOrder'), 10)
    const deleted = new Set<unknown>()
    for (const message of messages)
      for (const { Action, Key, Fields } of entriesOf(message)) {
        if (Action === 'Delete') deleted.add(Key)
        else expect(Fields).toBeDefined()
        if (message['Type'] === 'Refresh') expect(deleted.has(Key)).toBe(false)
      }
    expect(deleted.size).toBeGreaterThan(5)
  })
})

describe('books and prices of one name', () => {
  it('are streams of their own, and each of them is open once', () => {
    online({ updateRate: 0 }, ({ client, at }) => {
      client.send({ ID: 5, Key: { Name: 'IBM.N' } })
      client.send(book(6, 'MarketByPrice'))
      client.send(book(7, 'MarketByPrice'))
      client.send({ ID: 8, Type: 'Request', Domain: 8, Key: { Name: ['A.X', 'B.X'] } })
      at(1, () => {
        expect(client.of(5)[0]).toMatchObject({ Type: 'Refresh' })
        expect(client.of(6)[0]).toMatchObject({ Type: 'Refresh' })
        expect(client.of(7)).toMatchObject([{ Domain: 'MarketByPrice', State: { Code: 'AlreadyOpen' } }])
        expect(client.of(9)[0]).toMatchObject({ Domain: 'MarketByPrice', Key: { Name: 'A.X' } })
        expect(client.of(10)[0]).toMatchObject({ Domain: 'MarketByPrice', Key: { Name: 'B.X' } })
      })
    })
  })

  it('are refused and ended in their domain', () => {
    online({ updateRate: 0 }, ({ client, simulator, at }) => {
      client.send(book(2, 'MarketByPrice'))
      client.send({ ID: 3, Domain: 'MarketByPrice', Key: { Name: 'UNKNOWN.X' } })
      at(1, () => {
        simulator.closeItem('IBM.N')
      })
      at(2, () => {
        expect(client.of(2).at(-1)).toMatchObject({ Domain: 'MarketByPrice', State: { Stream: 'Closed' } })
        expect(client.of(3)).toMatchObject([{ Domain: 'MarketByPrice', State: { Code: 'NotFound' } }])
      })
    })
  })

  it('are not confused by a reissue in another domain', () => {
    online({ updateRate: 0 }, ({ client, at }) => {
      client.send(book(2, 'MarketByPrice'))
      client.send(book(2, 'MarketByOrder'))
      at(1, () => {
        expect(client.of(2).at(-1)).toMatchObject({ State: { Stream: 'Closed', Code: 'UsageError' } })
      })
    })
  })
})

describe('a view of a book', () => {
  it('is ignored, or refused where the server is told to', () => {
    const request = book(2, 'MarketByPrice', { View: ['ORDER_PRC'] })
    const [image] = run({ updateRate: 0 }, request)
    expect(entriesOf(image)[0]!.Fields).toHaveProperty('NO_ORD')
    expect(run({ viewElsewhere: 'refuse' }, request)).toMatchObject([
      { Type: 'Status', State: { Stream: 'Closed', Code: 'UnsupportedViewType' } },
    ])
    const prices = { ID: 2, Key: { Name: 'IBM.N' }, View: ['BID'] }
    expect(run({ viewElsewhere: 'refuse', updateRate: 0 }, prices)).toMatchObject([{ Type: 'Refresh' }])
  })
})
