import type { Observable } from 'rxjs'
import { describe, expectTypeOf, it } from 'vitest'
import {
  pick,
  toImage,
  type BookEntry,
  type Changes,
  type Consumer,
  type Fields,
  type FieldValue,
  type Image,
  type ItemEvent,
  type Picked,
  type PriceFields,
} from '../../src/index.js'
import { refreshEvent } from '../../src/testing/index.js'

// Checked by the compiler: nothing of this runs, and a wrong type here does not compile.
declare const consumer: Consumer
const fields: Fields = {}
const general: Readonly<Record<string, FieldValue>> = {}
type Maybe<T> = T | null | undefined

describe('a common field of an item without a codec', () => {
  it('has not the type that it has in the dictionary', () => {
    const image = () => consumer.item('EUR=', { view: ['BID', 'ASK'] }).pipe(toImage())
    expectTypeOf(image).returns.toEqualTypeOf<Observable<Image>>()
    expectTypeOf<Image['fields']['BID']>().toEqualTypeOf<Maybe<number>>()
    expectTypeOf(fields.QUOTIM).toEqualTypeOf<Maybe<string>>()
    expectTypeOf(fields.CURRENCY).toEqualTypeOf<Maybe<string | number>>()
    expectTypeOf<BookEntry['fields']['ORDER_PRC']>().toEqualTypeOf<Maybe<number>>()
    expectTypeOf<Changes<Fields>>().toEqualTypeOf<Fields>()
  })

  it('loses its type when it is picked', () => {
    const picked = () => consumer.item('EUR=').pipe(pick('BID', 'MINE'), toImage())
    expectTypeOf(picked).returns.toEqualTypeOf<Observable<Image<Picked<Fields, 'BID' | 'MINE'>>>>()
    expectTypeOf<Picked<Fields, 'BID'>['BID']>().toEqualTypeOf<Maybe<number>>()
    expectTypeOf<Picked<Fields, 'MINE'>['MINE']>().toEqualTypeOf<FieldValue | undefined>()
  })
})

describe('a field that nobody knows', () => {
  it('has another type than before', () => {
    expectTypeOf(fields['NOBODY']).toEqualTypeOf<FieldValue | undefined>()
    const read = (name: string) => fields[name]
    expectTypeOf(read).returns.toEqualTypeOf<FieldValue | undefined>()
    expectTypeOf(Object.values(fields)).items.toExtend<FieldValue | undefined>()
  })
})

describe('fields of the general type', () => {
  it('are no fields any more, or fields are not general', () => {
    expectTypeOf(general).toExtend<Fields>()
    expectTypeOf(fields).toExtend<Readonly<Record<string, FieldValue>>>()
    expectTypeOf<PriceFields[keyof PriceFields]>().toExtend<FieldValue | undefined>()
    expectTypeOf<ItemEvent<typeof general>>().toExtend<ItemEvent>()
    expectTypeOf<ItemEvent>().toExtend<ItemEvent<typeof general>>()
  })

  it('take a text for a price', () => {
    const wrong = [
      // @ts-expect-error -- a price is a number
      () => refreshEvent({ BID: 'one' }),
      // @ts-expect-error -- and no text
      (): Maybe<string> => fields.BID,
    ]
    expectTypeOf(wrong).items.toBeFunction()
  })
})
