import { describe, expect, it } from 'vitest'
import { recordName, recordPlace } from '../../src/simulator/market/chain-record.js'
import { online } from './support-book.js'
import type { Message } from './support.js'

const price = (id: number, Name: string, more: object = {}): object => ({ ID: id, Key: { Name }, ...more })
const names = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, index) => `M${from + index}.L`)

/** The fields that a careful client holds after these messages. */
const heldOf = (messages: readonly Message[]): Message =>
  messages.reduce<Message>((held, { Type, Fields }) => {
    if (Type === 'Refresh') return Fields as Message
    return Type === 'Update' ? { ...held, ...(Fields as Message) } : held
  }, {})

const linksOf = (fields: Message, prefix = 'LONGLINK'): unknown[] =>
  Array.from({ length: 14 }, (_, index) => fields[`${prefix}${index + 1}`]).slice(
    0,
    Number(fields['REF_COUNT']),
  )

describe('a chain', () => {
  it('does not hold the names of its list, or its records do not lead to each other', () => {
    online({ symbolLists: { '0#X': names(30) }, updateRate: 0 }, ({ client, at }) => {
      for (const [index, name] of ['0#X', '1#X', '2#X'].entries()) client.send(price(index + 2, name))
      at(1, () => {
        const records = [2, 3, 4].map((id) => heldOf(client.of(id)))
        expect(records.flatMap((fields) => linksOf(fields))).toEqual(names(30))
        expect(records.map(({ LONGPREVLR, LONGNEXTLR }) => [LONGPREVLR, LONGNEXTLR])).toEqual([
          [null, '1#X'],
          ['0#X', '2#X'],
          ['1#X', null],
        ])
        expect(records[2]).toMatchObject({ REF_COUNT: 2, LONGLINK3: null, DSPLY_NAME: 'X               ' })
      })
    })
  })

  it.each([
    ['LINK_', 'NEXT_LR'],
    ['LONGLINK', 'LONGNEXTLR'],
    ['BR_LINK', 'BR_NEXTLR'],
  ] as const)('is not served by the template of %s', (chainTemplate, next) => {
    online({ symbolLists: { '0#X': names(15) }, chainTemplate }, ({ client, at }) => {
      client.send(price(2, '0#X', { View: [`${chainTemplate}1`, next] }))
      at(1, () => {
        expect(heldOf(client.of(2))).toEqual({ [`${chainTemplate}1`]: 'M0.L', [next]: '1#X' })
      })
    })
  })

  it('has more records than it has', () => {
    online({ symbolLists: { '0#X': names(15), EMPTY: [] } }, ({ client, at }) => {
      client.send(price(2, '2#X'))
      client.send(price(3, 'EMPTY'))
      client.send(price(4, '1#EMPTY'))
      at(1, () => {
        expect(client.of(2)).toMatchObject([{ State: { Stream: 'Closed', Code: 'NotFound' } }])
        expect(client.of(3)).toMatchObject([{ Type: 'Refresh', Fields: { REF_COUNT: 0, LONGNEXTLR: null } }])
        expect(client.of(4)).toMatchObject([{ State: { Code: 'NotFound' } }])
      })
    })
  })

  it('is not changed in all records at once by the verb, together with its list', () => {
    online({ symbolLists: { '0#X': names(15) }, updateRate: 0 }, ({ client, simulator, at }) => {
      client.send(price(2, '0#X'))
      client.send(price(3, '1#X'))
      client.send({ ID: 4, Domain: 'SymbolList', Key: { Name: '0#X' } })
      at(1, () => {
        simulator.changeList('0#X', { remove: ['M0.L'], add: ['NEW.L'] })
      })
      at(2, () => {
        const held = [2, 3].map((id) => heldOf(client.of(id)))
        expect(held.flatMap((fields) => linksOf(fields))).toEqual([...names(14, 1), 'NEW.L'])
        expect(client.of(2)[1]).toMatchObject({ Type: 'Update', Fields: { LONGLINK1: 'M1.L' } })
        expect(client.of(3)[1]).toMatchObject({ Fields: { LONGLINK1: 'NEW.L' } })
        expect(client.of(4)).toHaveLength(2)
      })
    })
  })

  it('does not grow by a record, or keeps one that it has no use for', () => {
    online({ symbolLists: { '0#X': names(14) }, updateRate: 0 }, ({ client, simulator, at }) => {
      client.send(price(2, '0#X'))
      at(1, () => {
        simulator.changeList('0#X', { add: ['NEW.L'] })
      })
      at(2, () => {
        expect(client.of(2)[1]).toMatchObject({ Fields: { LONGNEXTLR: '1#X' } })
        client.send(price(3, '1#X'))
      })
      at(3, () => {
        simulator.changeList('0#X', { remove: ['NEW.L'] })
      })
      at(4, () => {
        expect(heldOf(client.of(2))['LONGNEXTLR']).toBeNull()
        expect(linksOf(heldOf(client.of(3)))).toEqual([])
      })
    })
  })

  it('does not move a name to the end that is taken out and added', () => {
    online({ symbolLists: { '0#X': ['A', 'B', 'C'] }, updateRate: 0 }, ({ client, simulator, at }) => {
      client.send(price(2, '0#X'))
      at(1, () => {
        simulator.changeList('0#X', { remove: ['A'], add: ['A'] })
      })
      at(2, () => {
        expect(linksOf(heldOf(client.of(2)))).toEqual(['B', 'C', 'A'])
      })
    })
  })

  it('that is made up does not change by itself, or its records do not fit together', () => {
    online({ pingTimeout: 0 }, ({ client, at }) => {
      for (const [index, name] of ['0#.FTSE', '1#.FTSE', '2#.FTSE'].entries())
        client.send(price(index + 2, name))
      client.send({ ID: 6, Domain: 'SymbolList', Key: { Name: '0#.DJI' } })
      client.send(price(7, '0#.DJI'))
      at(60_500, () => {
        expect(client.of(2).length + client.of(3).length).toBeGreaterThan(5)
        const links = [2, 3, 4].flatMap((id) => linksOf(heldOf(client.of(id))))
        expect(new Set(links).size).toBe(links.length)
        expect(links.length).toBeGreaterThan(15)
        expect(client.of(7).length).toBeGreaterThan(1)
      })
    })
  })

  it('cannot be spoilt by the verbs', () => {
    online({ symbolLists: { '0#X': names(40) }, unknownItems: ['2#X'] }, ({ client, simulator, at }) => {
      client.send(price(2, '0#X'))
      client.send(price(3, '1#X'))
      client.send(price(4, '2#X'))
      at(1, () => {
        expect(client.of(4)).toMatchObject([{ State: { Code: 'NotFound' } }])
        simulator.updateItem('1#X', { LONGNEXTLR: '0#X' })
        simulator.closeItem('0#X')
        client.send(price(5, '1#X', { Streaming: false }))
      })
      at(2_500, () => {
        expect(client.of(2).at(-1)).toMatchObject({ State: { Stream: 'Closed' } })
        expect(heldOf(client.of(3))['LONGNEXTLR']).toBe('0#X')
        expect(heldOf(client.of(5))['LONGNEXTLR']).toBe('0#X')
      })
    })
  })
})

describe('the name of a record', () => {
  const isList = (name: string): boolean => ['L', '0#X', '.AV.O', '0#.AV.O'].includes(name)

  it.each([
    ['0#X', '0#X', 0],
    ['1#X', '0#X', 1],
    ['A#X', '0#X', 10],
    ['10#X', '0#X', 16],
    ['L', 'L', 0],
    ['1#L', 'L', 1],
    ['.AV.O', '.AV.O', 0],
    ['1#.AV.O', '.AV.O', 1],
  ])('%s is not read', (name, list, number) => {
    expect(recordPlace(name, isList)).toEqual({ list, number })
    expect(recordName(list, number)).toBe(name)
  })

  it.each(['EUR=', '1#Y', '1#', '#X', 'G#X'])('%s is taken for that of a record', (name) => {
    expect(recordPlace(name, isList)).toBeUndefined()
  })
})
