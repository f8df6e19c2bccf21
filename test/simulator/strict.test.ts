import { describe, expect, it } from 'vitest'
import { online } from './support-book.js'
import type { Message } from './support.js'

/** What comes back for a frame after the login. */
const answers = (frame: string): Message[] => {
  let messages: Message[] = []
  online({ updateRate: 0 }, ({ client, at }) => {
    client.send(frame)
    at(1, () => {
      messages = client.messages.slice(1)
      expect(client.ended).toEqual([])
    })
  })
  return messages
}

const request = (more: string): string => `{"ID":2,"Key":{"Name":"A.X"},${more}}`
const post = (more: string): string =>
  `{"ID":1,"Type":"Post","Ack":true,"PostID":3,"Key":{"Name":"A.X"},${more}}`
const embedded = (more: string): string => post(`"Message":{"ID":0,"Type":"Update",${more}}`)
const elements = (value: string): string => request(`"Elements":{"X":${value}}`)
const map = (entry: string, type = '"Buffer"'): string =>
  request(`"Map":{"KeyType":${type},"Entries":[${entry}]}`)

const token = (expected: string, key: string, received: string): string =>
  `JSON Converter Token Type error: Expected '${expected}' for key '${key}' Received '${received}'`

const value = (received: string, key: string): string =>
  `JSON Unexpected Value. Received '${received}' for key '${key}'`

const missing = (key: string): string => `JSON Missing required key '${key}'`

const noType = 'JSON invalid primitive type'

const faults: readonly [what: string, frame: string, text: string][] = [
  ['no fields at all', embedded('"Fields":null'), token('OBJECT', 'Fields', 'PRIMITIVE')],
  ['a price in quotes', embedded('"Fields":{"BID":"45.5"}'), token('PRIMITIVE', 'BID', 'STRING')],
  ['a price with a signed exponent', embedded('"Fields":{"BID":1e+21}'), value('1e+21', 'BID')],
  ['a price too fine', embedded('"Fields":{"BID":1e-15}'), value('1e-15', 'BID')],
  ['a price too great', embedded('"Fields":{"BID":1e27}'), value('1e27', 'BID')],
  ['a bare null', elements('null'), token('OBJECT', 'X', 'PRIMITIVE')],
  ['a bare true', elements('true'), token('OBJECT', 'X', 'PRIMITIVE')],
  ['a bare array', elements('[1]'), token('OBJECT', 'X', 'ARRAY')],
  ['a bare negative number', elements('-5'), token('PRIMITIVE', 'X', 'PRIMITIVE')],
  ['a bare fraction', elements('1.5'), token('PRIMITIVE', 'X', 'PRIMITIVE')],
  ['a bare integer with a point', elements('2.0'), token('PRIMITIVE', 'X', 'PRIMITIVE')],
  ['a bare integer beyond 64 bits', elements('18446744073709551616'), token('PRIMITIVE', 'X', 'PRIMITIVE')],
  ['a wrapped value without type', elements('{"Data":1}'), missing('Type')],
  ['a wrapped value without data', elements('{"Type":"UInt"}'), missing('Data')],
  ['an unknown type', elements('{"Type":"Integer","Data":1}'), noType],
  ['an unknown type by number', elements('{"Type":7,"Data":1}'), noType],
  [
    'an unsigned integer below 0',
    elements('{"Type":"UInt","Data":-1}'),
    token('PRIMITIVE', 'Data', 'PRIMITIVE'),
  ],
  ['an integer in quotes', elements('{"Type":"Int","Data":"1"}'), token('PRIMITIVE', 'Data', 'STRING')],
  [
    'an integer with an exponent',
    elements('{"Type":"Int","Data":1e3}'),
    token('PRIMITIVE', 'Data', 'PRIMITIVE'),
  ],
  [
    'a text that is a number',
    elements('{"Type":"AsciiString","Data":1}'),
    token('STRING', 'Data', 'PRIMITIVE'),
  ],
  ['bytes in the wrong alphabet', elements('{"Type":"Buffer","Data":"_-=="}'), value('_-==', 'Data')],
  ['bytes that are empty', elements('{"Type":"Buffer","Data":""}'), value('', 'Data')],
  ['a date that is none', elements('{"Type":"Date","Data":"31.05.2024"}'), value('31.05.2024', 'Data')],
  ['a time that is none', elements('{"Type":"Time","Data":"2pm"}'), value('2pm', 'Data')],
  ['a state without data', elements('{"Type":"State","Data":{"Stream":"Open"}}'), missing('Data')],
  [
    'an unknown state',
    elements('{"Type":"State","Data":{"Stream":"Shut","Data":"Ok"}}'),
    value('Shut', 'Stream'),
  ],
  ['an array of an unknown type', elements('{"Type":"Array","Data":{"Type":"X","Data":[1]}}'), noType],
  ['an array that is no object', elements('{"Type":"Array","Data":[1,2]}'), token('OBJECT', 'Data', 'ARRAY')],
  [
    'an array of mixed items',
    elements('{"Type":"Array","Data":{"Type":"Int","Data":[1,2.5,"3"]}}'),
    "JSON Mixed Types in OMM Array: Received 'PRIMITIVE' and 'STRING' for key 'Data'",
  ],
  [
    'an item with a fraction in an array of integers',
    elements('{"Type":"Array","Data":{"Type":"Int","Data":[1,2.5]}}'),
    token('PRIMITIVE', 'Data', 'PRIMITIVE'),
  ],
  [
    'a fault in the elements of a key',
    '{"ID":2,"Key":{"Name":"A","Elements":{"X":null}}}',
    token('OBJECT', 'X', 'PRIMITIVE'),
  ],
  ['a map without a key type', request('"Map":{"Entries":[]}'), missing('KeyType')],
  ['a map with an unknown key type', map('', '"Text"'), noType],
  [
    'entries that are no array',
    request('"Map":{"KeyType":"Buffer","Entries":{}}'),
    token('ARRAY', 'Entries', 'OBJECT'),
  ],
  ['an entry that is no object', map('1'), token('OBJECT', 'Entries', 'PRIMITIVE')],
  ['a map entry without an action', map('{"Key":"QQ=="}'), missing('Action')],
  ['a map entry without a key', map('{"Action":"Add"}'), missing('Key')],
  ['a map action by number', map('{"Action":2,"Key":"QQ=="}'), token('STRING', 'Action', 'PRIMITIVE')],
  ['an unknown map action', map('{"Action":"Set","Key":"QQ=="}'), value('Set', 'Action')],
  [
    'a key of the wrong type',
    map('{"Action":"Add","Key":"A"}', '"UInt"'),
    token('PRIMITIVE', 'Key', 'STRING'),
  ],
  ['a key that is no base64', map('{"Action":"Add","Key":"A"}'), value('A', 'Key')],
  [
    'fields before the index of a vector entry',
    request('"Vector":{"Entries":[{"Fields":{},"Index":0,"Action":"Set"}]}'),
    missing('Index'),
  ],
  [
    'fields before the action of a vector entry',
    request('"Vector":{"Entries":[{"Index":0,"Fields":{},"Action":"Set"}]}'),
    missing('Action'),
  ],
  ['a vector entry without an index', request('"Vector":{"Entries":[{"Action":"Set"}]}'), missing('Index')],
  [
    'an unknown vector action',
    request('"Vector":{"Entries":[{"Index":0,"Action":"Add"}]}'),
    value('Add', 'Action'),
  ],
  [
    'elements before the id of a filter entry',
    request('"FilterList":{"Entries":[{"Elements":{},"ID":1,"Action":"Set"}]}'),
    missing('ID'),
  ],
  [
    'an insert into a filter list',
    request('"FilterList":{"Entries":[{"ID":1,"Action":4}]}'),
    value('4', 'Action'),
  ],
  [
    'a fault in a series',
    request('"Series":{"Entries":[{"Elements":{"X":null}}]}'),
    token('OBJECT', 'X', 'PRIMITIVE'),
  ],
  [
    'a fault in a summary',
    request('"Series":{"Summary":{"Fields":null}}'),
    token('OBJECT', 'Fields', 'PRIMITIVE'),
  ],
  ['an XML document that is no text', request('"Xml":{}'), token('STRING', 'Xml', 'OBJECT')],
  ['an embedded message without an id', post('"Message":{"Type":"Update"}'), missing('ID')],
  [
    'an embedded message of an unknown type',
    post('"Message":{"ID":0,"Type":"Change"}'),
    value('Change', 'Type'),
  ],
  ['a post id below 0', post('"PostID":-1'), token('PRIMITIVE', 'PostID', 'PRIMITIVE')],
  ['a part number too great', post('"PartNumber":32768'), token('PRIMITIVE', 'PartNumber', 'PRIMITIVE')],
  ['a sender without a number', post('"PostUserInfo":{"Address":"127.0.0.1"}'), missing('UserID')],
  [
    'a sender with host name',
    post('"PostUserInfo":{"Address":"127.0.0.1/me","UserID":1}'),
    value('127.0.0.1/me', 'Address'),
  ],
  [
    'a service number too great',
    '{"ID":2,"Key":{"Name":"A","Service":65536}}',
    token('STRING', 'Service', 'PRIMITIVE'),
  ],
  [
    'a filter in quotes',
    '{"ID":2,"Domain":"Source","Key":{"Filter":"3"}}',
    token('PRIMITIVE', 'Filter', 'STRING'),
  ],
  ['half a priority', request('"Priority":{"Class":1}'), missing('Count')],
  [
    'a priority too great',
    request('"Priority":{"Class":256,"Count":1}'),
    token('PRIMITIVE', 'Class', 'PRIMITIVE'),
  ],
  ['half a quality of service', request('"Qos":{"Rate":1}'), missing('Timeliness')],
  ['an unknown rate', request('"Qos":{"Timeliness":1,"Rate":"Fast"}'), value('Fast', 'Rate')],
  ['a view with a fraction', request('"View":[22.0]'), token('STRING', 'View', 'PRIMITIVE')],
  ['an id with an exponent', '{"ID":2e0,"Key":{"Name":"A"}}', token('PRIMITIVE', 'ID', 'PRIMITIVE')],
]

describe('a message that a careless client writes', () => {
  it.each(faults)('with %s gets an Error and nothing else, never an Ack', (_, frame, text) => {
    const { ID } = JSON.parse(frame) as { ID: number }
    expect(answers(frame)).toEqual([
      {
        ID: frame.includes('2e0') ? 0 : ID,
        Type: 'Error',
        Text: text,
        Debug: expect.objectContaining({ Message: frame }) as unknown,
      },
    ])
  })

  it('is shown where in a packed frame it is at fault', () => {
    const frame =
      '[{"ID":2,"Key":{"Name":"A,}]\\"[X","Elements":{"X":{"Type":"Int","Data":1}}}},{"ID":3,"Type":"Nope"}]'
    expect(answers(frame)).toMatchObject([
      { ID: 2, Type: 'Refresh' },
      { ID: 3, Type: 'Error', Debug: { Offset: frame.indexOf('"Type":"Nope"') } },
    ])
  })

  it('shows no offset for a member that is not there', () => {
    const [error] = answers(request('"Qos":{"Rate":1}'))
    expect(error).not.toHaveProperty('Debug.Offset')
  })
})

describe('a message that a careful client writes', () => {
  it.each([
    ['wrapped values of every type', elements('{"Type":"Int","Data":-5}')],
    ['a wrapped blank', elements('{"Type":"UInt","Data":null}')],
    ['a real with an exponent', elements('{"Type":"Real","Data":1e-7}')],
    ['the numbers that JSON lacks', elements('{"Type":"Double","Data":"-Inf"}')],
    ['an integer of 64 bits', elements('18446744073709551615')],
    ['a partly blank date', elements('{"Type":"Date","Data":"2024-  -31"}')],
    ['an old time', elements('{"Type":"Time","Data":"14:40:32:000:000:000"}')],
    ['a date and time with a zone', elements('{"Type":"DateTime","Data":"2024-05-31T14:40:32.5Z"}')],
    ['a time of no date', elements('{"Type":"DateTime","Data":"T14:40"}')],
    ['a container in an element', elements('{"Type":"ElementList","Data":{"Y":1}}')],
    ['a type by number', elements('{"Type":4,"Data":1}')],
    ['vector and filter actions by number', request('"Vector":{"Entries":[{"Index":0,"Action":2}]}')],
    ['a blank document', request('"Xml":null')],
    ['any JSON', request('"Json":{"Data":[1,"2",null,2.0],"Fields":null}')],
    ['a series', request('"Series":{"Summary":{"Fields":{}},"Entries":[{"Fields":{"BID":1.5}}]}')],
    ['a decimal point in a text', '{"ID":2,"Key":{"Name":"A.X","Elements":{"X":"1e3, \\"ID\\":2.0"}}}'],
    ['digits behind an escaped quote', '{"ID":2,"Key":{"Name":"A\\\\","Elements":{"2.0":"\\"1.5"}}}'],
  ])('passes with %s', (_, frame) => {
    expect(answers(frame)).toMatchObject([{ ID: 2, Type: 'Refresh' }])
  })

  it.each(['1.10', '1e-7', '12345678901234567', '"Inf"', 'null'])('may post a price of %s', (price) => {
    const [ack] = answers(embedded(`"Fields":{"BID":${price}}`))
    expect(ack).toMatchObject({ Type: 'Ack', AckID: 3 })
    expect(ack).not.toHaveProperty('NakCode')
  })
})

describe('a payload beside a batch or a view', () => {
  it('is lost without a word', () => {
    const payload = '"Elements":{":SymbolListBehaviors":{"Type":"ElementList","Data":{":DataStreams":1}}}'
    expect(answers(request(`"View":["BID"],${payload}`))).toMatchObject([{ Type: 'Refresh' }])
  })
})
