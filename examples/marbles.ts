/** A pipeline of an application, tested with marbles: once with events made by hand, once through an outage. */
import { test } from 'node:test'
import { toImage, type ItemEvent } from 'rx-omm'
import { refreshEvent, runVirtual, runWithSimulator, updateEvent } from 'rx-omm/testing'
import { distinctUntilChanged, map, type Observable } from 'rxjs'

/** What is tested: how far bid and ask are apart, and nothing while that is not known. */
const spread = (item$: Observable<ItemEvent>): Observable<number | undefined> =>
  item$.pipe(
    toImage(),
    map(({ fields, stale }) => (stale === false ? Number(fields['ASK']) - Number(fields['BID']) : undefined)),
    distinctUntilChanged(),
  )

await test('an update that leaves the spread as it was says nothing', () => {
  runVirtual(({ cold, expectObservable }) => {
    const item$ = cold('r-b-a-|', {
      r: refreshEvent({ BID: 10, ASK: 12 }),
      b: updateEvent({ BID: 11, ASK: 13 }),
      a: updateEvent({ ASK: 14 }),
    })
    expectObservable(spread(item$)).toBe('2---3-|', { 2: 2, 3: 3 })
  })
})

await test('the spread is not known while the connection is lost', () => {
  // The library as it is, with the simulator as its server, token service and discovery: in virtual time.
  runWithSimulator(({ consumer, simulator, at, expectObservable }) => {
    at(1_000, () => {
      simulator.drop()
    })
    const known$ = consumer.item('EUR=').pipe(
      spread,
      map((value) => (value === undefined ? 'unknown' : 'known')),
    )
    expectObservable(known$, '^ 5s !').toBe('50ms k 954ms u 529ms k', { k: 'known', u: 'unknown' })
  })
})
