import { describe, expect, it } from 'vitest'
import { ConnectionError } from '../../src/errors.js'
import type { ItemEvent } from '../../src/index.js'
import { printable, printableJson } from '../../src/cli/terminal/printable.js'
import { eventLine, itemLine, stateLine } from '../../src/cli/watch/json-lines.js'

const ok = { stream: 'Open', data: 'Ok', code: 'None', text: '' } as const
const lost = new ConnectionError('connection-lost', 'gone', { closeCode: 1006, reason: 'x' })

const line = (event: Partial<ItemEvent>, wanted?: readonly string[]) =>
  itemLine(
    { name: 'EUR=', event: { name: 'EUR=', service: 'S', state: ok, stale: false, ...event } as ItemEvent },
    1000,
    1500,
    wanted,
  )

describe('lines of JSON', () => {
  it('have members that the event does not have', () => {
    expect(line({ type: 'refresh', fields: { BID: 1 }, solicited: true, complete: true })).toStrictEqual({
      t: 500,
      type: 'refresh',
      name: 'EUR=',
      service: 'S',
      solicited: true,
      fields: { BID: 1 },
      state: ok,
    })
    expect(line({ type: 'update', fields: { BID: null }, updateType: 'Quote' })).toStrictEqual({
      t: 500,
      type: 'update',
      name: 'EUR=',
      service: 'S',
      fields: { BID: null },
      state: ok,
    })
    expect(line({ type: 'status', service: undefined })).toStrictEqual({
      t: 500,
      type: 'status',
      name: 'EUR=',
      state: ok,
    })
  })

  it('leave out what an order book holds', () => {
    const content = { Map: { KeyType: 'Buffer', Entries: [{ Action: 'Delete', Key: 'MQ==' }] } } as const
    const update = line({ type: 'update', fields: {}, content, updateType: 'Unspecified' }, ['BID'])
    expect(update).toStrictEqual({
      t: 500,
      type: 'update',
      name: 'EUR=',
      service: 'S',
      fields: {},
      content,
      state: ok,
    })
  })

  it('tell of trouble by the whole error', () => {
    const stale = { since: 1400, cause: { code: lost.code, text: lost.message, error: lost } }
    expect(line({ type: 'status', stale })).toMatchObject({
      stale: { since: 400, code: 'connection-lost', text: 'gone' },
    })
    const event = { event: 'connection.lost', closeCode: 1006, cause: lost, at: 1700 } as const
    expect(eventLine(event, 1000)).toStrictEqual({
      t: 700,
      type: 'event',
      event: 'connection.lost',
      closeCode: 1006,
      cause: { code: 'connection-lost', message: 'gone' },
    })
    expect(stateLine({ status: 'failed', cause: lost }, 1000, 1001)).toStrictEqual({
      t: 1,
      type: 'state',
      status: 'failed',
      cause: { code: 'connection-lost', message: 'gone' },
    })
  })

  it('hold fields that nobody asked for', () => {
    const fields = { ASK: 2, BID: 1, constructor: 3 }
    expect(line({ type: 'update', fields, updateType: 'Quote' }, ['BID', 'toString'])).toMatchObject({
      fields: { BID: 1 },
    })
    expect(line({ type: 'update', fields, updateType: 'Quote' }, ['BID', 'ASK'])['fields']).toStrictEqual({
      BID: 1,
      ASK: 2,
    })
  })

  it('hold what would command a terminal', () => {
    const text = 'a\u001b[2Jb\u009b1mc\u202ed\u200e'
    expect(printable(text)).toBe('a [2Jb 1mc d ')
    const json = printableJson({ text })
    expect(json).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200e\u202e]/)
    expect(JSON.parse(json)).toEqual({ text })
  })
})
