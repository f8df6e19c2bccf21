import { describe, expect, it } from 'vitest'
import type { SimulatorOptions } from '../../src/simulator/index.js'
import { connect, simulate, type Message } from './support.js'

/** What comes back for a frame after the login. */
const answers = (frame: string, options: SimulatorOptions = {}): Message[] => {
  let messages: Message[] = []
  simulate({ updateRate: 0, ...options }, ({ network, at }) => {
    const client = connect(network)
    client.loginByName()
    client.send(frame)
    at(1, () => {
      messages = client.messages.slice(1)
      expect(client.ended).toEqual([])
    })
  })
  return messages
}

const faults: readonly [what: string, frame: string, id: number, text: string][] = [
  [
    'an id in quotes',
    '{"ID":"2","Key":{"Name":"TRI.N"}}',
    0,
    "JSON Converter Token Type error: Expected 'PRIMITIVE' for key 'ID' Received 'STRING'",
  ],
  [
    'an array of ids in a request',
    '{"ID":[2,3],"Key":{"Name":"TRI.N"}}',
    0,
    "JSON Converter Token Type error: Expected 'PRIMITIVE' for key 'ID' Received 'ARRAY'",
  ],
  [
    'an integer that is not written plainly',
    '{"ID":2.0,"Key":{"Name":"TRI.N"}}',
    0,
    "JSON Converter Token Type error: Expected 'PRIMITIVE' for key 'ID' Received 'PRIMITIVE'",
  ],
  [
    'an id beyond 32 bits',
    '{"ID":2147483648,"Key":{"Name":"TRI.N"}}',
    0,
    "JSON Converter Token Type error: Expected 'PRIMITIVE' for key 'ID' Received 'PRIMITIVE'",
  ],
  [
    'a key that is no object',
    '{"ID":2,"Key":"TRI.N"}',
    2,
    "JSON Converter Token Type error: Expected 'OBJECT' for key 'Key' Received 'STRING'",
  ],
  [
    'a name that is null',
    '{"ID":2,"Key":{"Name":null}}',
    2,
    "JSON Converter Token Type error: Expected 'STRING' for key 'Name' Received 'PRIMITIVE'",
  ],
  [
    'a name in a batch that is no text',
    '{"ID":2,"Key":{"Name":["A",7]}}',
    2,
    "JSON Converter Token Type error: Expected 'STRING' for key 'Name' Received 'PRIMITIVE'",
  ],
  [
    'a flag in quotes',
    '{"ID":2,"Key":{"Name":"TRI.N"},"Streaming":"false"}',
    2,
    "JSON Converter Token Type error: Expected 'PRIMITIVE' for key 'Streaming' Received 'STRING'",
  ],
  [
    'a type that there is not',
    '{"ID":2,"Type":"Reqest"}',
    2,
    "JSON Unexpected Value. Received 'Reqest' for key 'Type'",
  ],
  [
    'a domain that there is not',
    '{"ID":2,"Domain":"marketprice","Key":{"Name":"A"}}',
    2,
    "JSON Unexpected Value. Received 'marketprice' for key 'Domain'",
  ],
  [
    'a name type that there is not',
    '{"ID":2,"Key":{"Name":"A","NameType":"RIC"}}',
    2,
    "JSON Unexpected Value. Received 'RIC' for key 'NameType'",
  ],
  ['no id', '{"Key":{"Name":"TRI.N"}}', 0, "JSON Missing required key 'ID'"],
  ['no key', '{"ID":2}', 2, "JSON Missing required key 'Key'"],
  ['a close without id', '{"Type":"Close"}', 0, "JSON Missing required key 'ID'"],
  [
    'elements of several types in one array',
    '{"ID":2,"Key":{"Name":"A"},"Elements":{"X":{"Type":"Array","Data":{"Type":"Int","Data":[1,2,"3"]}}}}',
    2,
    "JSON Mixed Types in OMM Array: Received 'PRIMITIVE' and 'STRING' for key 'Data'",
  ],
  ['broken JSON', '{"ID":2,', 0, 'JSON parser error: -2'],
  ['an escape beyond ASCII', '{"ID":2,"Key":{"Name":"\\u00e9"}}', 0, 'JSON parser error: -2'],
  ['an empty frame', '', 0, 'Empty JSON Message'],
  [
    'objects nested without end',
    `{"ID":2,"Key":{"Name":"A"},"Elements":${'{"X":'.repeat(5000)}1${'}'.repeat(5000)}}`,
    2,
    'JSON parser error: -1',
  ],
]

describe('a faulty message', () => {
  it.each(faults)('with %s gets an Error that quotes the frame', (_, frame, id, text) => {
    expect(answers(frame)).toMatchObject([{ ID: id, Type: 'Error', Text: text, Debug: { Message: frame } }])
  })

  it('in a packed frame drops the rest without a sign', () => {
    const frame =
      '[{"ID":2,"Key":{"Name":"A.X"}},{"ID":"3","Key":{"Name":"B.X"}},{"ID":4,"Key":{"Name":"C.X"}}]'
    expect(answers(frame)).toMatchObject([
      { ID: 2, Type: 'Refresh' },
      { ID: 0, Type: 'Error', Debug: { Message: frame } },
    ])
  })

  it('with an unknown service name in a packed frame drops the rest too, where that is an Error', () => {
    const frame = '[{"ID":2,"Key":{"Name":"A.X","Service":"NOPE"}},{"ID":4,"Key":{"Name":"C.X"}}]'
    expect(answers(frame, { unknownServiceName: 'error' })).toMatchObject([{ ID: 2, Type: 'Error' }])
  })

  it('leaves a stream that was open as it was', () => {
    const frame = '[{"ID":2,"Key":{"Name":"A.X"}},{"ID":2,"Key":{"Name":"A.X"},"View":"BID"}]'
    expect(answers(frame).map(({ Type }) => Type as string)).toEqual(['Refresh', 'Error'])
  })
})

describe('an unknown member', () => {
  const frame = '{"ID":2,"PlaceHolder":"1","Key":{"Name":"TRI.N"}}'

  it('is ignored', () => {
    expect(answers(frame)).toMatchObject([{ ID: 2, Type: 'Refresh' }])
  })

  it('is complained about where the server is told to', () => {
    expect(answers(frame, { catchUnknownJsonKeys: true })).toMatchObject([
      { ID: 2, Type: 'Error', Text: "JSON Unexpected Key. Received 'PlaceHolder'", Debug: { Offset: 8 } },
    ])
  })
})

describe('what is right', () => {
  it.each([
    [
      'numbers for type, domain and name type',
      '{"ID":2,"Type":1,"Domain":6,"Key":{"Name":"A","NameType":1}}',
    ],
    ['a quoted member name in a text', '{"ID":2,"Key":{"Name":"A","Elements":{"X":"\\"ID\\":2.0"}}}'],
    ['an escaped backslash before a u', '{"ID":2,"Key":{"Name":"A\\\\u00e9"}}'],
    ['an array around one message', '[{"ID":2,"Key":{"Name":"A"}}]'],
  ])('passes: %s', (_, frame) => {
    expect(answers(frame)).toMatchObject([{ ID: 2, Type: 'Refresh' }])
  })

  it('passes: an empty array, a pong, a generic message', () => {
    expect(answers('[]')).toEqual([])
    expect(answers('{"Type":"Pong"}')).toEqual([])
    expect(answers('{"ID":1,"Type":"Generic","Domain":"Login"}')).toEqual([])
  })
})
