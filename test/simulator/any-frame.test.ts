import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { connect, simulate } from './support.js'

const word = fc.constantFrom(
  'Request',
  'Close',
  'Post',
  'Generic',
  'Refresh',
  'Login',
  'Source',
  'MarketByPrice',
  'SymbolList',
  'YieldCurve',
  '_LIST',
  'Update',
  'Status',
  'EUR=',
  'AuthnToken',
  'ELEKTRON_DD',
  'BID',
  '',
)

const value: fc.Arbitrary<unknown> = fc.oneof(
  word,
  fc.integer({ min: -2, max: 12 }),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.oneof(word, fc.integer({ min: 0, max: 12 })), { maxLength: 4 }),
)

const members = fc.constantFrom(
  'Name',
  'NameType',
  'Service',
  'Filter',
  'Elements',
  'Position',
  'AuthenticationToken',
)

const object = fc.dictionary(members, fc.oneof(value, fc.dictionary(members, value, { maxKeys: 3 })), {
  maxKeys: 4,
})

const entry = fc.record(
  { Action: value, Key: value, Index: value, ID: value, Fields: object, Elements: object },
  { requiredKeys: [] },
)

const container = fc.oneof(
  fc.record(
    {
      KeyType: fc.constantFrom('Buffer', 'AsciiString', 'UInt', 'X'),
      Summary: fc.oneof(object, value),
      Entries: fc.oneof(fc.array(entry, { maxLength: 3 }), value),
    },
    { requiredKeys: [] },
  ),
  value,
)

const message = fc.record(
  {
    ID: value,
    Type: value,
    Domain: value,
    Key: fc.oneof(object, value),
    View: value,
    Streaming: value,
    Refresh: value,
    Pause: value,
    Private: value,
    Ack: value,
    PostID: value,
    PartNumber: value,
    Complete: value,
    Qos: fc.oneof(object, value),
    PostUserInfo: fc.oneof(object, value),
    Map: container,
    Vector: container,
    FilterList: container,
    Message: fc.oneof(
      object,
      value,
      fc.record(
        { ID: value, Type: value, Domain: value, Map: container, State: value },
        { requiredKeys: [] },
      ),
    ),
    Fields: fc.dictionary(fc.constantFrom('BID', 'ASK', 'x"'), value, { maxKeys: 2 }),
  },
  { requiredKeys: [] },
)

const frame = fc.oneof(
  { weight: 4, arbitrary: fc.array(message, { maxLength: 3 }).map((one) => JSON.stringify(one)) },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
)

describe('any frames of a client', () => {
  it('never make the server throw or answer with something that is not JSON', () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 12 }), fc.boolean(), (frames, loggedIn) => {
        simulate(
          { pingTimeout: 0, catchUnknownJsonFids: false, echoGeneric: true },
          ({ network, simulator, at }) => {
            simulator.log$.subscribe()
            const client = connect(network)
            if (loggedIn) client.loginByName()
            for (const one of frames) client.send(one)
            at(1_500, () => {
              expect(client.messages.filter(({ Type }) => Type === 'NotJson')).toEqual([])
              client.send({ Type: 'Ping' })
            })
            at(1_501, () => {
              // Still there, unless a login of those frames was refused, which costs the connection.
              if (client.ended.length === 0) expect(client.messages).toContainEqual({ Type: 'Pong' })
            })
          },
        )
      }),
      { numRuns: 300 },
    )
  })
})
