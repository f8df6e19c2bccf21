import * as t from 'io-ts'
import type { Observable } from 'rxjs'
import { describe, expectTypeOf, it } from 'vitest'
import {
  conflate,
  nullable,
  pick,
  toImage,
  type Consumer,
  type FieldsOf,
  type Image,
  type ItemEvent,
  type NamedEvent,
} from '../../src/index.js'

// Checked by the compiler: nothing of this runs, and a wrong type here does not compile.
declare const consumer: Consumer

interface Prices {
  BID: number | null
  ASK: number | null
}
const Quote = t.type({ BID: nullable(t.number), ASK: nullable(t.number) })
const Named = t.intersection([Quote, t.partial({ DSPLY_NAME: t.string })])

describe('the type of an item whose view is a codec', () => {
  it('is not that of the codec', () => {
    const item = () => consumer.item('EUR=', { view: Quote, service: 'S' })
    expectTypeOf(item).returns.toEqualTypeOf<Observable<ItemEvent<Prices>>>()
    const request = () => consumer.item({ name: 'EUR=', view: Quote })
    expectTypeOf(request).returns.toEqualTypeOf<Observable<ItemEvent<Prices>>>()
    const items = () => consumer.items(['EUR='], { view: Quote })
    expectTypeOf(items).returns.toEqualTypeOf<Observable<NamedEvent<Prices>>>()
  })

  it('is lost in an operator', () => {
    const image = () => consumer.item('EUR=', { view: Quote }).pipe(toImage())
    expectTypeOf(image).returns.toEqualTypeOf<Observable<Image<Prices>>>()
    const slow = () => consumer.item('EUR=', { view: Quote }).pipe(conflate(250), toImage())
    expectTypeOf(slow).returns.toEqualTypeOf<Observable<Image<Prices>>>()
    const bid = () => consumer.item('EUR=', { view: Quote }).pipe(pick('BID'), toImage())
    expectTypeOf(bid).returns.toEqualTypeOf<Observable<Image<Pick<Prices, 'BID'>>>>()
  })

  it('has in an update all that a refresh has', () => {
    type Of<Type> = Extract<ItemEvent<Prices>, { type: Type }>
    expectTypeOf<Of<'refresh'>['fields']>().toEqualTypeOf<Prices>()
    expectTypeOf<Of<'update'>['fields']>().toEqualTypeOf<Partial<Prices>>()
  })

  it('does not follow combinators', () => {
    expectTypeOf<FieldsOf<typeof Named>>().toEqualTypeOf<{
      BID: number | null
      ASK: number | null
      DSPLY_NAME?: string
    }>()
    const frozen = () => consumer.item('EUR=', { view: t.readonly(t.strict({ BID: t.number })) })
    expectTypeOf(frozen).returns.toEqualTypeOf<Observable<ItemEvent<{ readonly BID: number }>>>()
  })

  it('is taken from what is no codec of fields', () => {
    const wrong = [
      // @ts-expect-error -- a codec of one value has no fields
      () => consumer.item('EUR=', { view: t.number }),
      // @ts-expect-error -- which fields to ask for, a union does not tell
      () => consumer.item('EUR=', { view: t.union([Quote, Named]) }),
      // @ts-expect-error -- nor does a record
      () => consumer.items(['EUR='], { view: t.record(t.string, t.number) }),
      // @ts-expect-error -- a field that the codec does not have
      () => consumer.item('EUR=', { view: Quote }).pipe(pick('HIGH')),
    ]
    expectTypeOf(wrong).items.toBeFunction()
  })

  it('changes that of an item without one', () => {
    expectTypeOf(() => consumer.item('EUR=')).returns.toEqualTypeOf<Observable<ItemEvent>>()
    const item = () => consumer.item('EUR=', { view: ['BID', 25] })
    expectTypeOf(item).returns.toEqualTypeOf<Observable<ItemEvent>>()
    const items = () => consumer.items(['EUR='], { snapshot: true })
    expectTypeOf(items).returns.toEqualTypeOf<Observable<NamedEvent>>()
  })
})
