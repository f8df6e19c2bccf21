import { describe, expect, it } from 'vitest'
import { parseFrame } from '../../src/wire/parse.js'

describe('parseFrame', () => {
  it('reads one object like an array of one', () => {
    expect(parseFrame('{"Type":"Ping"}')).toEqual({ messages: [{ Type: 'Ping' }], malformed: 0 })
    expect(parseFrame('[{"Type":"Ping"}]')).toEqual({ messages: [{ Type: 'Ping' }], malformed: 0 })
  })

  it('keeps order, unknown types and unknown members', () => {
    const frame = [
      { ID: 3, Type: 'Update', Whatever: 1 },
      { ID: 2, Type: 'Surprise' },
    ]
    expect(parseFrame(JSON.stringify(frame))).toEqual({ messages: frame, malformed: 0 })
  })

  it('finds nothing in an empty array', () => {
    expect(parseFrame('[]')).toEqual({ messages: [], malformed: 0 })
  })

  it.each(['', '{', '{"Type":"Error","Text":"a "quoted" word"}', 'undefined', '\ufeff{}'])(
    'gives nothing for %j, which is not JSON',
    (frame) => {
      expect(parseFrame(frame)).toBeUndefined()
    },
  )

  it.each([
    'null',
    '7',
    '"text"',
    'true',
    '{}',
    '{"Type":"Update"}',
    '{"ID":1}',
    '{"ID":"1","Type":"Update"}',
    '[[]]',
    '{"Type":99,"ID":1}',
    '{"Type":{},"ID":1}',
  ])('counts %s as malformed', (frame) => {
    expect(parseFrame(frame)).toEqual({ messages: [], malformed: 1 })
  })

  it('keeps what is good beside what is not', () => {
    expect(parseFrame('[null,{"ID":2,"Type":"Update"},5]')).toEqual({
      messages: [{ ID: 2, Type: 'Update' }],
      malformed: 2,
    })
  })

  it.each([
    [2, 'Refresh'],
    [3, 'Status'],
    [4, 'Update'],
    [6, 'Ack'],
    [7, 'Generic'],
    [8, 'Post'],
  ])('reads the type %i as %s', (number, name) => {
    expect(parseFrame(JSON.stringify({ ID: 2, Type: number }))?.messages).toEqual([{ ID: 2, Type: name }])
  })

  it('takes a message for several streams as one for each', () => {
    expect(parseFrame('{"ID":[2,3,"x"],"Type":"Update","Fields":{}}')).toEqual({
      messages: [
        { ID: 2, Type: 'Update', Fields: {} },
        { ID: 3, Type: 'Update', Fields: {} },
      ],
      malformed: 1,
    })
  })
})
