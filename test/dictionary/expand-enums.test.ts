import { of } from 'rxjs'
import { describe, expect, it } from 'vitest'
import {
  expandEnums,
  parseDictionary,
  toImage,
  type Container,
  type Fields,
  type ItemEvent,
} from '../../src/index.js'
import { ownEnums } from '../../src/simulator/dictionary/own-enums.js'
import { ownFields } from '../../src/simulator/dictionary/own-fields.js'
import { refreshEvent, runWithSimulator, statusEvent, updateEvent } from '../../src/testing/index.js'

const dictionary = parseDictionary({ fields: ownFields, enums: ownEnums })

const expanded = (event: ItemEvent): ItemEvent => {
  let result: ItemEvent | undefined
  of(event)
    .pipe(expandEnums(dictionary))
    .subscribe((one) => {
      result = one
    })
  return result!
}

describe('an event with enumerated fields', () => {
  it('keeps a number that has a text, or loses one that has none', () => {
    const fields: Fields = {
      BID: 2,
      RDN_EXCHD2: 2,
      CURRENCY: 999,
      PRCTCK_1: 'up',
      ORDER_SIDE: null,
      NOBODY: 1,
    }
    expect(expanded(updateEvent(fields))).toEqual(updateEvent({ ...fields, RDN_EXCHD2: 'NYS' }))
  })

  it('is copied although there is nothing to do', () => {
    for (const event of [
      updateEvent({ BID: 2, RDN_EXCHD2: 'NYS' }),
      refreshEvent({}, { content: { Map: { KeyType: 'UInt', Entries: [] } } }),
      statusEvent(),
    ])
      expect(expanded(event)).toBe(event)
  })

  it('keeps the numbers of a book, or changes its keys', () => {
    const book = (side: number | string): Container => ({
      Map: {
        KeyType: 'UInt',
        Summary: { Fields: { CURRENCY: side === 1 ? 840 : 'USD' } },
        Entries: [
          { Action: 'Add', Key: 1, Fields: { ORDER_SIDE: side, ORDER_PRC: 1 } },
          { Action: 'Delete', Key: 2 },
        ],
      },
    })
    const event = refreshEvent({}, { content: book(1) })
    expect(expanded(event)).toMatchObject({ content: book('BID') })
    expect(event.content).toEqual(book(1))
  })

  it.each(['Vector', 'Series', 'FilterList'])('keeps the numbers in a %s', (kind) => {
    const holding = (currency: number | string) =>
      ({ [kind]: { Entries: [{ Fields: { CURRENCY: currency } }, { Fields: { BID: 1 } }] } }) as Container
    expect(expanded(updateEvent({}, { content: holding(840) }))).toMatchObject({ content: holding('USD') })
    const done = updateEvent({}, { content: holding('USD') })
    expect(expanded(done)).toBe(done)
  })

  it('takes a name for that of a member of every object', () => {
    const fields = JSON.parse('{"__proto__":1,"constructor":2,"CURRENCY":840}') as Fields
    expect(expanded(updateEvent(fields))).toMatchObject({
      fields: JSON.parse('{"__proto__":1,"constructor":2,"CURRENCY":"USD"}') as Fields,
    })
  })

  it('shows numbers in an image of the simulator', () => {
    runWithSimulator(({ consumer, simulator, watch, advance }) => {
      const image = watch(consumer.item('EUR=').pipe(expandEnums(dictionary), toImage()))
      advance(1_000)
      simulator.updateItem('EUR=', { CURRENCY: 392, BID: 1 })
      advance(1_000)
      expect(image.last?.fields).toMatchObject({ CURRENCY: 'JPY', BID: 1 })
    })
  })
})
