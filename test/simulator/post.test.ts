import { describe, expect, it } from 'vitest'
import { entriesOf, heldOf, online } from './support-book.js'
import { connect, machineToken, simulate, type Message } from './support.js'

const sender = { Address: '10.1.2.3', UserID: 7 }

const post = (id: number, more: object): object => ({
  ID: id,
  Type: 'Post',
  Ack: true,
  PostID: 5,
  PostUserInfo: sender,
  ...more,
})

const update = (Fields: object, more: object = {}): object => ({
  Message: { ID: 0, Type: 'Update', Fields, ...more },
})

const stage = (
  requests: readonly object[],
  check: (messages: (id: number) => Message[]) => void,
  options: object = {},
): void => {
  online({ updateRate: 0, ...options }, ({ client, at }) => {
    for (const request of requests) client.send(request)
    at(1, () => {
      check((id) => client.of(id))
    })
  })
}

const price = { ID: 2, Key: { Name: 'EUR=' } }
const book = { ID: 2, Domain: 'MarketByPrice', Key: { Name: 'EUR=' } }

describe('a post in several parts', () => {
  const part = (
    PartNumber: number | undefined,
    Complete: boolean,
    Fields: object,
    more: object = {},
  ): object =>
    post(2, { ...(PartNumber === undefined ? {} : { PartNumber }), Complete, ...update(Fields), ...more })

  it.each([true, false])(
    'is passed on as one when its last part comes, and each part acknowledged (numbers: %s)',
    (n) => {
      const number = (value: number): number | undefined => (n ? value : undefined)
      const parts = [
        part(number(0), false, { BID: 1 }),
        part(number(1), false, { ASK: 2 }),
        part(number(2), true, { BID: 3 }),
      ]
      stage([price, ...parts], (of) => {
        expect(of(2).slice(1)).toMatchObject([
          { Type: 'Ack', AckID: 5 },
          { Type: 'Ack', AckID: 5 },
          { Type: 'Ack', AckID: 5 },
          { Type: 'Update', PostUserInfo: sender, Fields: { BID: 3, ASK: 2 } },
        ])
        expect(of(2)).toHaveLength(5)
      })
    },
  )

  it('of which one is missing is refused', () => {
    stage([price, part(0, false, { BID: 1 }), part(2, true, { ASK: 2 })], (of) => {
      expect(of(2).slice(1)).toMatchObject([{ Type: 'Ack' }, { Type: 'Ack', NakCode: 'InvalidContent' }])
      expect(of(2)).toHaveLength(3)
    })
  })

  it('is not mixed up with another one that goes on at the same time', () => {
    const requests = [
      price,
      part(0, false, { BID: 1 }),
      part(0, false, { BID: 10 }, { PostID: 6 }),
      part(1, true, { ASK: 2 }),
      part(1, true, { ASK: 20 }, { PostID: 6 }),
    ]
    stage(requests, (of) => {
      const updates = of(2).filter(({ Type }) => Type === 'Update')
      expect(updates.map(({ Fields }) => Fields)).toEqual([
        { BID: 1, ASK: 2 },
        { BID: 10, ASK: 20 },
      ])
    })
  })
})

describe('a post of', () => {
  it('a refresh puts another image in place, and may create the item', () => {
    const refresh = { Message: { ID: 0, Type: 'Refresh', Fields: { BID: 1.5 } } }
    const created = post(1, { Key: { Name: 'UNKNOWN.X' }, ...refresh })
    stage([price, post(2, refresh), created, { ID: 3, Key: { Name: 'UNKNOWN.X' } }], (of) => {
      expect(of(2).slice(1)).toMatchObject([
        { Type: 'Ack' },
        { Type: 'Refresh', Solicited: false, PostUserInfo: sender },
      ])
      expect(of(2)[2]!['Fields']).toEqual({ BID: 1.5 })
      expect(of(3)).toMatchObject([{ Type: 'Refresh', Fields: { BID: 1.5 } }])
    })
  })

  it('a status is passed on, and ends the stream if it says so', () => {
    const status = (State?: object): object => post(2, { Message: { ID: 0, Type: 'Status', State } })
    const requests = [
      price,
      status(),
      status({ Stream: 'Closed', Data: 'Suspect', Text: 'Over' }),
      post(2, update({})),
    ]
    stage(requests, (of) => {
      const [, , bare, , over, late] = of(2)
      expect(bare).toMatchObject({ Type: 'Status', PostUserInfo: sender })
      expect(bare).not.toHaveProperty('State')
      expect(over).toMatchObject({ State: { Stream: 'Closed', Data: 'Suspect', Text: 'Over' } })
      expect(late).toMatchObject({ Type: 'Ack', NakCode: 'NotOpen' })
    })
  })

  it('a map changes a book', () => {
    const Map = {
      KeyType: 'Buffer',
      Entries: [
        { Action: 'Add', Key: btoa('1.5B'), Fields: { ORDER_PRC: 1.5, ORDER_SIDE: 'BID' } },
        { Action: 'Update', Key: btoa('no such'), Fields: { NO_ORD: 1 } },
      ],
    }
    const Message = { ID: 0, Type: 'Update', Domain: 'MarketByPrice', Map }
    stage(
      [book, post(2, { Domain: 'MarketByPrice', Message }), { ...book, ID: 3, Streaming: false }],
      (of) => {
        expect(of(2).slice(1)).toMatchObject([
          { Type: 'Ack' },
          { Type: 'Update', Domain: 'MarketByPrice', PostUserInfo: sender, Map },
        ])
        expect(heldOf(of(3)).get(btoa('1.5B'))).toEqual({ ORDER_PRC: 1.5, ORDER_SIDE: 'BID' })
        expect(entriesOf(of(3)[0]).map(({ Key }) => Key)).not.toContain(btoa('no such'))
      },
    )
  })

  it('a delete takes an entry away that the market believes in, and nothing breaks', () => {
    online({ updateRate: 10 }, ({ client, at }) => {
      client.send({ ...book, Domain: 'MarketMaker' })
      at(1, () => {
        const Entries = entriesOf(client.of(2)[0]).map(({ Key }) => ({ Action: 'Delete', Key }))
        const Message = { ID: 0, Type: 'Update', Domain: 'MarketMaker', Map: { KeyType: 'Buffer', Entries } }
        client.send(post(2, { Message }))
      })
      at(20_000, () => {
        const keys = new Set<unknown>()
        for (const message of client.of(2))
          for (const { Action, Key } of entriesOf(message)) {
            expect(keys.has(Key)).toBe(Action !== 'Add')
            if (Action === 'Delete') keys.delete(Key)
            else keys.add(Key)
          }
      })
    })
  })

  it.each([
    [
      'fields to a book',
      book,
      { Message: { ID: 0, Type: 'Update', Domain: 'MarketByPrice', Fields: { BID: 1 } } },
    ],
    ['a map to prices', price, { Map: { KeyType: 'Buffer' } }],
    ['other keys than the map has', book, { Map: { KeyType: 'AsciiString', Entries: [] } }],
    ['elements', price, { Elements: { X: 1 } }],
    [
      'a message without its domain to a book',
      book,
      { Message: { ID: 0, Type: 'Update', Map: { KeyType: 'Buffer' } } },
    ],
    ['another domain than the stream has', price, { Domain: 'MarketByPrice', Map: { KeyType: 'Buffer' } }],
    ['an acknowledgement', price, { Message: { ID: 0, Type: 'Ack', AckID: 1 } }],
  ])('%s is refused', (_, request, content) => {
    stage([request, post(2, content)], (of) => {
      expect(of(2).slice(1)).toMatchObject([{ Type: 'Ack', AckID: 5, NakCode: 'InvalidContent' }])
    })
  })

  it('an unknown field is not understood, wherever it stands', () => {
    const Entries = [{ Action: 'Add', Key: 'QQ==', Fields: { NO_SUCH: 1 } }]
    const content = {
      Message: { ID: 0, Type: 'Update', Domain: 'MarketByPrice', Map: { KeyType: 'Buffer', Entries } },
    }
    stage([book, post(2, content)], (of) => {
      expect(of(2).slice(1)).toMatchObject([
        {
          Type: 'Error',
          Text: "JSON Unexpected FID. Received 'NO_SUCH' for key 'Fields'",
          Debug: { Offset: expect.any(Number) as unknown },
        },
      ])
    })
  })

  it('a field by number gets its name back', () => {
    stage([price, post(2, update({ '22': 1.5, '-32000': 1 }))], (of) => {
      expect(of(2)[2]!['Fields']).toEqual({ BID: 1.5 })
    })
  })
})

describe('a post off-stream', () => {
  it('goes to the login stream, also to one that a cookie opened', () => {
    simulate({ cookieLogin: true, updateRate: 0 }, ({ simulator, at }) => {
      const messages: Message[] = []
      const connection = simulator.connect({
        path: '/WebSocket',
        protocols: ['tr_json2'],
        headers: { cookie: `AuthToken=${machineToken(simulator)}; position=127.0.0.1` },
        deliver: {
          frame: (text) => messages.push(...(JSON.parse(text) as Message[])),
          close: () => undefined,
        },
      })
      if (!('protocol' in connection)) throw new Error('refused')
      connection.receive(JSON.stringify(post(-1, { Key: { Name: 'EUR=' }, ...update({ BID: 1 }) })))
      at(1, () => {
        expect(messages.slice(1)).toMatchObject([{ ID: -1, Type: 'Ack', AckID: 5 }])
        expect(messages[1]).not.toHaveProperty('NakCode')
      })
    })
  })

  it.each([
    ['without a name', {}, 'SymbolUnknown'],
    ['to an item that is denied', { Key: { Name: 'DENIED.X' } }, 'AccessDenied'],
    ['to the login itself', { Key: { Name: 'X' }, Domain: 'Login' }, 'DeniedBySrc'],
    [
      'to a list that there is not',
      { Key: { Name: 'X' }, Domain: 'SymbolList', Map: { KeyType: 'Buffer' } },
      'SymbolUnknown',
    ],
  ])('%s is refused', (_, more, code) => {
    stage([post(1, more)], (of) => {
      expect(of(1).at(-1)).toMatchObject({ Type: 'Ack', NakCode: code })
    })
  })

  it('to a service that is down is refused', () => {
    online({ updateRate: 0 }, ({ client, simulator, at }) => {
      simulator.service('ELEKTRON_DD', { up: false })
      client.send(post(1, { Key: { Name: 'EUR=' }, ...update({ BID: 1 }) }))
      at(1, () => {
        expect(client.of(1).at(-1)).toMatchObject({ NakCode: 'SourceDown' })
      })
    })
  })
})

describe('posts', () => {
  it('are refused by a verb, so often, and have no effect then', () => {
    online({ updateRate: 0 }, ({ client, simulator, at }) => {
      simulator.nakPosts({ code: 'GatewayDown', text: 'No way', times: 1 })
      client.send(price)
      client.send(post(2, update({ BID: 1 })))
      client.send(post(2, { ...update({ BID: 2 }), PostID: 6 }))
      at(1, () => {
        expect(client.of(2).slice(1)).toMatchObject([
          { Type: 'Ack', AckID: 5, NakCode: 'GatewayDown', Text: 'No way' },
          { Type: 'Ack', AckID: 6 },
          { Type: 'Update', Fields: { BID: 2 } },
        ])
      })
    })
  })

  it('are lost by a verb, until it is cleared', () => {
    online({ updateRate: 0 }, ({ client, simulator, at }) => {
      simulator.ignorePosts()
      client.send(price)
      client.send(post(2, update({ BID: 1 })))
      at(1, () => {
        expect(client.of(2)).toHaveLength(1)
        simulator.clear()
        client.send(post(2, update({ BID: 1 })))
      })
      at(2, () => {
        expect(client.of(2)).toHaveLength(3)
      })
    })
  })

  it('are acknowledged late by a verb, or never; the update does not wait', () => {
    online({ updateRate: 0 }, ({ client, simulator, at }) => {
      simulator.delayAcks(500)
      client.send(price)
      client.send(post(2, update({ BID: 1 })))
      at(499, () => {
        expect(client.of(2).map(({ Type }) => Type as string)).toEqual(['Refresh', 'Update'])
      })
      at(501, () => {
        expect(client.of(2)[2]).toMatchObject({ Type: 'Ack' })
        simulator.delayAcks(Infinity)
        client.send(post(2, update({ BID: 1 })))
      })
      at(100_000, () => {
        expect(client.of(2).filter(({ Type }) => Type === 'Ack')).toHaveLength(1)
      })
    })
  })

  it('of a client that never says who it is have a blank sender', () => {
    simulate({ updateRate: 0 }, ({ network, at }) => {
      const client = connect(network)
      client.loginByName()
      client.send(price)
      client.send({ ID: 2, Type: 'Post', Fields: { BID: 1 } })
      client.send({
        ID: 2,
        Type: 'Post',
        Fields: { BID: 1 },
        PostUserInfo: { Address: 2130706433, UserID: 1 },
      })
      at(1, () => {
        expect(client.of(2).slice(1)).toMatchObject([
          { PostUserInfo: { Address: '0.0.0.0', UserID: 0 } },
          { PostUserInfo: { Address: '127.0.0.1', UserID: 1 } },
        ])
      })
    })
  })
})
