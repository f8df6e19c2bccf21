import { describe, expect, it } from 'vitest'
import type { SimulatorOptions } from '../../src/simulator/index.js'
import { connect, simulate, type Client, type Message, type Stage } from './support.js'

/** Runs with a client that is logged in. */
const online = (options: SimulatorOptions, test: (stage: Stage & { client: Client }) => void): void => {
  simulate(options, (stage) => {
    const client = connect(stage.network)
    client.loginByName()
    test({ ...stage, client })
  })
}

const item = (id: number, name: string, more: object = {}, key: object = {}): object => ({
  ID: id,
  Key: { Name: name, ...key },
  ...more,
})

describe('an item request', () => {
  it('gets an image without Domain, then updates of what changed', () => {
    online({}, ({ client, simulator, at }) => {
      client.send(item(2, 'EUR='))
      at(3_500, () => {
        const [image, ...updates] = client.of(2)
        expect(image).toMatchObject({
          Type: 'Refresh',
          Key: { Service: 'ELEKTRON_DD', Name: 'EUR=' },
          State: { Stream: 'Open', Data: 'Ok' },
          Qos: { Timeliness: 'Realtime', Rate: 'TickByTick' },
        })
        expect(image).not.toHaveProperty('Domain')
        expect(image).not.toHaveProperty('Solicited')
        expect(Object.keys(image!['Fields'] as object).length).toBeGreaterThanOrEqual(20)
        expect(updates).toHaveLength(3)
        for (const update of updates) {
          expect(update).toMatchObject({ Type: 'Update', Key: { Name: 'EUR=' } })
          expect(update).toHaveProperty('UpdateType')
          expect(Object.keys(update['Fields'] as object).length).toBeLessThan(15)
        }
        expect(simulator.connections[0]!.streams).toEqual(new Map([['EUR=', 2]]))
      })
    })
  })

  it('leaves the key out of updates with KeyInUpdates false', () => {
    online({}, ({ client, at }) => {
      client.send(item(2, 'EUR=', { KeyInUpdates: false }))
      at(1_500, () => {
        expect(client.of(2)[0]).toHaveProperty('Key')
        expect(client.of(2)[1]).not.toHaveProperty('Key')
      })
    })
  })

  it('gets nothing more after a close', () => {
    online({}, ({ client, at, simulator }) => {
      client.send(item(2, 'EUR='))
      at(1_500, () => {
        client.send({ ID: 2, Type: 'Close' })
      })
      at(5_000, () => {
        expect(client.of(2)).toHaveLength(2)
        expect(simulator.connections[0]!.streams.size).toBe(0)
      })
    })
  })

  it('for a snapshot gets one refresh that ends the stream', () => {
    online({}, ({ client, at, simulator }) => {
      client.send(item(2, 'EUR=', { Streaming: false }))
      at(2_500, () => {
        expect(client.of(2)).toMatchObject([
          { Type: 'Refresh', State: { Stream: 'NonStreaming', Data: 'Ok' } },
        ])
        expect(simulator.connections[0]!.streams.size).toBe(0)
      })
    })
  })

  it('for an unknown or denied item is closed', () => {
    online({ unknownItems: ['NO.X'], deniedItems: ['NOT.X'] }, ({ client, at }) => {
      client.send(item(2, 'NO.X'))
      client.send(item(3, 'NOT.X'))
      at(1, () => {
        expect(client.of(2)[0]).toMatchObject({
          Type: 'Status',
          State: { Stream: 'Closed', Data: 'Suspect', Code: 'NotFound' },
        })
        expect(client.of(3)[0]).toMatchObject({ State: { Stream: 'Closed', Code: 'NotEntitled' } })
      })
    })
  })

  it('for an item that is already open is refused with a text that ends in NUL', () => {
    online({}, ({ client, at }) => {
      client.send(item(2, 'EUR='))
      client.send(item(3, 'EUR=', { View: ['BID'] }))
      at(1, () => {
        expect(client.of(3)).toEqual([
          {
            ID: 3,
            Type: 'Status',
            State: {
              Stream: 'ClosedRecover',
              Data: 'Suspect',
              Code: 'AlreadyOpen',
              Text: 'Item request rejected for stream id 3 - item already open with exact same key on another stream\0',
            },
          },
        ])
      })
      at(10, () => {
        client.send({ ID: 2, Type: 'Close' })
        client.send(item(4, 'EUR='))
      })
      at(11, () => {
        expect(client.of(4)[0]).toMatchObject({ Type: 'Refresh' })
      })
    })
  })

  it('for an unknown service number is a usage error', () => {
    online({}, ({ client, at }) => {
      client.send(item(2, 'EUR=', {}, { Service: 9999 }))
      client.send(item(3, 'EUR=', {}, { Service: 1 }))
      at(1, () => {
        expect(client.of(2)[0]!['State']).toEqual({
          Stream: 'Closed',
          Data: 'Suspect',
          Code: 'UsageError',
          Text: 'Item request rejected for stream id 2 - service id invalid\0',
        })
        expect(client.of(3)[0]).toMatchObject({ Type: 'Refresh' })
      })
    })
  })

  it.each([
    ['status', [{ ID: 2, Type: 'Status', State: { Stream: 'Closed', Code: 'SourceUnknown' } }]],
    ['error', [{ ID: 2, Type: 'Error', Text: "JSON Unexpected Value. Received 'NOPE' for key 'Service'" }]],
    ['drop', []],
  ] as const)('for an unknown service name gets: %s', (unknownServiceName, expected) => {
    online({ unknownServiceName }, ({ client, at }) => {
      client.send(item(2, 'EUR=', {}, { Service: 'NOPE' }))
      at(1, () => {
        expect(client.of(2)).toMatchObject(expected)
        expect(client.of(2)).toHaveLength(expected.length)
      })
    })
  })

  it.each([
    ['status', 1],
    ['drop', 0],
  ] as const)('of an unsupported domain gets: %s', (unknownDomain, count) => {
    online({ unknownDomain }, ({ client, at }) => {
      client.send(item(2, 'EUR=', { Domain: 'History' }))
      at(1, () => {
        expect(client.of(2)).toHaveLength(count)
        if (count === 1)
          expect(client.of(2)[0]).toMatchObject({ Domain: 'History', State: { Stream: 'Closed' } })
      })
    })
  })

  it('over the limit of open items is refused', () => {
    online({ maxItems: 1 }, ({ client, at }) => {
      client.send(item(2, 'A.X'))
      client.send(item(3, 'B.X'))
      at(1, () => {
        expect(client.of(3)[0]).toMatchObject({ State: { Stream: 'Closed', Code: 'TooManyItems' } })
      })
    })
  })

  it('with a payload of default members says SeqNumber and PermData only when told to', () => {
    online({ seqNumbers: true, permData: 'AwEs', serviceNumbers: true }, ({ client, at }) => {
      client.send(item(2, 'EUR='))
      at(1_500, () => {
        expect(client.of(2)).toMatchObject([
          { SeqNumber: 0, PermData: 'AwEs', Key: { Service: 1 } },
          { SeqNumber: 1, Key: { Service: 1 } },
        ])
      })
    })
  })

  it('may be dealt with by the test itself', () => {
    const seen: unknown[] = []
    const intercept: SimulatorOptions['intercept'] = (message, reply) => {
      if (message['Domain'] !== 'MarketByOrder') return false
      seen.push(message['ID'])
      reply({ ID: message['ID'], Type: 'Refresh', Domain: 'MarketByOrder', Map: {} })
      return true
    }
    online({ intercept }, ({ client, at }) => {
      client.send(item(2, 'EUR=', { Domain: 'MarketByOrder' }))
      at(1, () => {
        expect(seen).toEqual([2])
        expect(client.of(2)).toEqual([{ ID: 2, Type: 'Refresh', Domain: 'MarketByOrder', Map: {} }])
      })
    })
  })
})

describe('a view', () => {
  const fieldsOf = (message: Record<string, unknown> | undefined): string[] =>
    Object.keys(message?.['Fields'] ?? {})

  it('limits image and updates, by name and by number; unknown names are skipped', () => {
    online({}, ({ client, at }) => {
      client.send(item(2, 'EUR=', { View: ['BID', 25, 'NO_SUCH_FIELD', -99] }))
      at(60_000, () => {
        const [image, ...updates] = client.of(2)
        expect(fieldsOf(image)).toEqual(['BID', 'ASK'])
        expect(updates.length).toBeGreaterThan(10)
        for (const update of updates) {
          expect(fieldsOf(update).length).toBeGreaterThan(0)
          for (const field of fieldsOf(update)) expect(['BID', 'ASK']).toContain(field)
        }
        // An update that touches no field of the view is not sent.
        expect(updates.length).toBeLessThan(55)
      })
    })
  })

  it('of unknown names only gives an empty list', () => {
    online({}, ({ client, at }) => {
      client.send(item(2, 'EUR=', { View: ['NO_SUCH_FIELD'] }))
      at(5_000, () => {
        expect(client.of(2)).toMatchObject([{ Type: 'Refresh', Fields: {} }])
        expect(fieldsOf(client.of(2)[0])).toEqual([])
      })
    })
  })

  it('is changed by a reissue, and gone with a reissue without one', () => {
    online({ updateRate: 0 }, ({ client, at }) => {
      client.send(item(2, 'EUR=', { View: ['BID'] }))
      client.send(item(2, 'EUR=', { View: ['BID', 'ASK'] }))
      client.send(item(2, 'EUR='))
      at(1, () => {
        const sizes = client.of(2).map((message) => fieldsOf(message).length)
        expect(sizes.slice(0, 2)).toEqual([1, 2])
        expect(sizes[2]).toBeGreaterThan(19)
      })
    })
  })

  it.each([
    ['ignores views', { ignoreViews: true }],
    ['says that it has none', { capabilities: { SupportViewRequests: 0 } }],
  ])('is ignored by a server that %s', (_, options) => {
    online(options, ({ client, at }) => {
      client.send(item(2, 'EUR=', { View: ['BID'] }))
      at(1, () => {
        expect(fieldsOf(client.of(2)[0]).length).toBeGreaterThan(19)
      })
    })
  })
})

describe('a reissue of an item', () => {
  it('without a refresh gets no answer; paused it gets no updates', () => {
    online({}, ({ client, at }) => {
      client.send(item(2, 'EUR='))
      at(10, () => {
        client.send(item(2, 'EUR=', { Refresh: false, Pause: true }))
      })
      at(4_700, () => {
        expect(client.of(2)).toHaveLength(1)
        client.send(item(2, 'EUR='))
      })
      at(4_701, () => {
        expect(client.of(2)).toMatchObject([{}, { Type: 'Refresh' }])
      })
      at(7_500, () => {
        expect(client.of(2).length).toBeGreaterThan(3)
      })
    })
  })

  it('with another key is refused and ends the stream', () => {
    online({}, ({ client, at, simulator }) => {
      client.send(item(2, 'EUR='))
      client.send(item(2, 'JPY='))
      at(1, () => {
        expect(client.of(2).at(-1)).toMatchObject({ State: { Stream: 'Closed', Code: 'UsageError' } })
        expect(simulator.connections[0]!.streams.size).toBe(0)
      })
    })
  })
})

describe('a batch', () => {
  it('gives item i the id n+1+i, and closes its own stream with the counts', () => {
    online({ updateRate: 0 }, ({ client, at }) => {
      client.send({ ID: 10, Key: { Name: ['A.X', 'UNKNOWN.X', 'B.X'] }, View: ['BID'] })
      at(1, () => {
        expect(client.of(11)).toMatchObject([{ Type: 'Refresh', Key: { Name: 'A.X' } }])
        expect(client.of(12)).toMatchObject([
          { Type: 'Status', State: { Stream: 'Closed', Code: 'NotFound' } },
        ])
        expect(client.of(13)).toMatchObject([{ Type: 'Refresh', Key: { Name: 'B.X' } }])
        expect(client.of(10)).toEqual([
          {
            ID: 10,
            Type: 'Status',
            State: {
              Stream: 'Closed',
              Data: 'Ok',
              Text: 'Processed 3 total items from Batch Request.  2 Ok.  1 Failed.',
            },
          },
        ])
      })
    })
  })

  it('is refused as a whole when one of its ids is in use', () => {
    online({ updateRate: 0 }, ({ client, at }) => {
      client.send(item(12, 'C.X'))
      client.send({ ID: 10, Key: { Name: ['A.X', 'B.X'] } })
      at(1, () => {
        expect(client.of(10)).toMatchObject([
          { State: { Stream: 'Closed', Data: 'Suspect', Code: 'UsageError' } },
        ])
        expect(client.of(11)).toEqual([])
        expect(client.of(12)).toHaveLength(1)
      })
    })
  })

  it('is refused when its ids would go beyond 32 bits', () => {
    simulate({ updateRate: 0 }, ({ network, at }) => {
      const client = connect(network)
      client.loginByName()
      client.send({ ID: 2 ** 31 - 2, Key: { Name: ['A', 'B'] } })
      at(1, () => {
        expect(client.messages.slice(1)).toMatchObject([
          { ID: 2 ** 31 - 2, Type: 'Status', State: { Stream: 'Closed', Code: 'UsageError' } },
        ])
      })
    })
  })

  it('refuses a name that is empty, and gives the others', () => {
    simulate({ updateRate: 0 }, ({ network, at }) => {
      const client = connect(network)
      client.loginByName()
      client.send({ ID: 2, Key: { Name: ['', 'B'] } })
      at(1, () => {
        expect(client.of(3)).toMatchObject([{ Type: 'Status', State: { Stream: 'Closed' } }])
        expect(client.of(4)).toMatchObject([{ Type: 'Refresh' }])
      })
    })
  })

  it('is refused where the login says that there are no batches', () => {
    online({ capabilities: { SupportBatchRequests: 0 } }, ({ client, at }) => {
      client.send({ ID: 10, Key: { Name: ['A.X', 'B.X'] } })
      at(1, () => {
        expect(client.of(10)).toMatchObject([{ State: { Stream: 'Closed', Code: 'UnableToRequestAsBatch' } }])
        expect(client.of(11)).toEqual([])
      })
    })
  })

  it('of closes is answered by one status on the first id', () => {
    online({}, ({ client, at, simulator }) => {
      client.send({ ID: 10, Key: { Name: ['A.X', 'B.X', 'C.X'] } })
      at(10, () => {
        client.send({ ID: [11, 12, 99], Type: 'Close' })
      })
      at(500, () => {
        expect(client.of(11).at(-1)).toEqual({
          ID: 11,
          Type: 'Status',
          State: {
            Stream: 'Closed',
            Data: 'Ok',
            Text: 'Processed 3 total stream ids from Batch Close Request.  2 Ok.  1 Failed.',
          },
        })
        expect(client.of(12)).toHaveLength(1)
        expect([...simulator.connections[0]!.streams]).toEqual([['C.X', 13]])
      })
    })
  })

  it('of closes is ignored where the login says that there is no such thing', () => {
    online({ capabilities: { SupportBatchRequests: 1 } }, ({ client, at, simulator }) => {
      client.send({ ID: 10, Key: { Name: ['A.X', 'B.X'] } })
      client.send({ ID: [11, 12], Type: 'Close' })
      at(1, () => {
        expect(simulator.connections[0]!.streams.size).toBe(2)
      })
    })
  })
})

describe('a post', () => {
  it('is acknowledged and comes back as an update with the sender', () => {
    online({ updateRate: 0 }, ({ client, at }) => {
      const sender = { Address: '127.0.0.1', UserID: 7 }
      client.send(item(2, 'EUR='))
      client.send({
        ID: 2,
        Type: 'Post',
        Ack: true,
        PostID: 5,
        PostUserInfo: sender,
        Message: { ID: 0, Type: 'Update', Fields: { BID: 45.55 } },
      })
      client.send(item(2, 'EUR='))
      at(1, () => {
        expect(client.of(2).slice(1)).toMatchObject([
          { Type: 'Ack', AckID: 5 },
          { Type: 'Update', PostUserInfo: sender, Fields: { BID: 45.55 } },
          { Type: 'Refresh', Fields: { BID: 45.55 } },
        ])
        expect(client.of(2)[1]).not.toHaveProperty('NakCode')
      })
    })
  })

  it('with a field that the dictionary lacks gets an Error, unless that is switched off', () => {
    const post = {
      ID: 1,
      Type: 'Post',
      Ack: true,
      PostID: 7,
      Key: { Name: 'EUR=' },
      Message: { ID: 0, Fields: { 'X"Y': 1 } },
    }
    for (const catchUnknownJsonFids of [true, false])
      online({ catchUnknownJsonFids, updateRate: 0 }, ({ client, at }) => {
        client.send({ ID: 2, Key: { Name: 'EUR=' } })
        client.send(post)
        at(1, () => {
          expect(client.messages.slice(2)).toMatchObject(
            catchUnknownJsonFids
              ? [{ ID: 1, Type: 'Error', Text: `JSON Unexpected FID. Received 'X"Y' for key 'Fields'` }]
              : [
                  { ID: 1, Type: 'Ack', AckID: 7 },
                  { ID: 2, Type: 'Update', Fields: { 'X"Y': 1 } },
                ],
          )
        })
      })
  })

  it.each([
    ['an unknown item', { ID: 1, Key: { Name: 'UNKNOWN.X' } }, 'SymbolUnknown'],
    ['an unknown service', { ID: 1, Key: { Name: 'EUR=', Service: 'NOPE' } }, 'SourceUnknown'],
    ['a stream that is not open', { ID: 77, Key: { Name: 'EUR=' } }, 'NotOpen'],
  ])('for %s is refused', (_, post, code) => {
    online({}, ({ client, at }) => {
      client.send({
        ...post,
        Type: 'Post',
        Ack: true,
        PostID: 6,
        Message: { ID: 0, Type: 'Update', Fields: {} },
      })
      at(1, () => {
        expect(client.messages.at(-1)).toMatchObject({ Type: 'Ack', AckID: 6, NakCode: code })
      })
    })
  })
})

describe('the source directory', () => {
  it('lists the services with the filters that were asked for', () => {
    online(
      {
        services: [
          { name: 'A', id: 7 },
          { name: 'B', id: 8 },
        ],
      },
      ({ client, at }) => {
        client.send({ ID: 2, Domain: 'Source', Key: { Filter: 3 } })
        client.send({ ID: 3, Domain: 'Source', Key: { Filter: 2, Service: 'B' } })
        at(1, () => {
          const entries = (id: number) => (client.of(id)[0]!['Map'] as { Entries: Message[] }).Entries
          expect(client.of(2)[0]).toMatchObject({
            Domain: 'Source',
            Key: { Filter: 3 },
            State: { Stream: 'Open' },
          })
          expect(entries(2).map(({ Key }) => Key as number)).toEqual([7, 8])
          expect(entries(2)[0]!['FilterList']).toMatchObject({
            Entries: [
              {
                ID: 1,
                Elements: { Name: 'A', Capabilities: { Data: { Data: [5, 6, 7, 8, 9, 10, 22, 33] } } },
              },
              { ID: 2, Elements: { ServiceState: 1, AcceptingRequests: 1 } },
            ],
          })
          expect(entries(3).map(({ Key }) => Key as number)).toEqual([8])
        })
      },
    )
  })
})
