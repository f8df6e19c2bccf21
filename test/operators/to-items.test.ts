import { BehaviorSubject, NEVER, Subject, filter, map, of, take, throwError, Observable } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { ItemError } from '../../src/errors.js'
import type { ItemEvent, NamedEvent } from '../../src/item/item-event.js'
import type { Members } from '../../src/operators/members/members.js'
import { toChain } from '../../src/operators/to-chain.js'
import { toItems } from '../../src/operators/to-items.js'
import { toMembers } from '../../src/operators/to-members.js'
import { fakeConsumer, runVirtual, runWithSimulator } from '../../src/testing/index.js'
import type { MapEntry } from '../../src/wire/containers.js'
import {
  add,
  base,
  mapRefresh,
  mapUpdate,
  refreshEvent,
  remove,
  updateEvent,
} from '../support/item-events.js'
import { marbles } from '../support/marbles.js'
import { observe } from '../support/observe.js'

const event = (text: string): ItemEvent => updateEvent({ TEXT: text })
const listOf = (names: readonly string[]): Members => ({
  ...base,
  members: new Map(names.map((name) => [name, {}])),
  added: [],
  removed: [],
  summary: {},
  complete: true,
})

/** A bench: a list that can be changed, and items that can be made to speak. */
const bench = (between = map((members: Members) => members)) => {
  const list = new Subject<ItemEvent>()
  const opened: string[] = []
  const items = new Map<string, Subject<ItemEvent>>()
  const open = (name: string): Observable<ItemEvent> => {
    opened.push(name)
    const item = new Subject<ItemEvent>()
    items.set(name, item)
    return item
  }
  const seen = observe(list.pipe(toMembers(), between, toItems(open)))
  return {
    list,
    opened,
    items,
    seen,
    refresh: (...names: string[]) => {
      list.next(mapRefresh(names.map((name) => add(name))))
    },
    update: (...entries: MapEntry[]) => {
      list.next(mapUpdate(entries))
    },
    open: () => [...items].filter(([, item]) => item.observed).map(([name]) => name),
  }
}

describe('toItems', () => {
  it('opens who comes and leaves who goes', () => {
    marbles(({ cold, hot, expectObservable, expectSubscriptions }) => {
      const list = hot('  -p---q--|', { p: listOf(['A', 'B']), q: listOf(['B', 'C']) })
      const values = { a: event('a'), b: event('b'), c: event('c') }
      const A = cold('     -a-a-a-a', values)
      const B = cold('     --b---b--b|', values)
      const C = cold('         -c----(c|)', values)
      const named: Record<string, NamedEvent> = {
        a: { name: 'A', event: values.a },
        b: { name: 'B', event: values.b },
        c: { name: 'C', event: values.c },
      }
      const items: Record<string, Observable<ItemEvent>> = { A, B, C }
      expectObservable(list.pipe(toItems((name) => items[name]!))).toBe('--aba-cb--b(c|)', named)
      expectSubscriptions(A.subscriptions).toBe('-^---!')
      expectSubscriptions(B.subscriptions).toBe('-^---------!')
      expectSubscriptions(C.subscriptions).toBe('-----^-----!')
    })
  })

  it('does not open twice who stays', () => {
    const { refresh, update, opened, open } = bench()
    refresh('A', 'B')
    update(add('C'))
    refresh('A', 'C')
    expect(opened).toEqual(['A', 'B', 'C'])
    expect(open()).toEqual(['A', 'C'])
  })

  it('lets the others go on when one item ends in an item error, and ends with any other error', () => {
    const { refresh, items, seen, open } = bench()
    refresh('A', 'B', 'C')
    items.get('A')?.error(new ItemError('item-closed', 'no', 'A'))
    items.get('B')?.next(event('b'))
    expect([seen.errors, seen.values.length, open()]).toEqual([0, 1, ['B', 'C']])
    const error = new Error('all')
    items.get('B')?.error(error)
    expect([seen.error, open()]).toEqual([error, []])
  })

  it('completes only when the list and all items have', () => {
    const { list, refresh, items, seen } = bench()
    refresh('A', 'B')
    items.get('A')?.complete()
    list.complete()
    expect(seen.completions).toBe(0)
    items.get('B')?.error(new ItemError('item-closed', 'no', 'B'))
    expect(seen.completions).toBe(1)
  })

  it('counts right who left after the end, and before it', () => {
    const { list, refresh, items, seen } = bench()
    refresh('A', 'B', 'C')
    items.get('A')?.complete()
    refresh('C')
    list.complete()
    expect(seen.completions).toBe(0)
    items.get('C')?.complete()
    expect(seen.completions).toBe(1)
  })

  it('completes with the list that has no members', () => {
    expect(observe(of(listOf([])).pipe(toItems(() => NEVER))).completions).toBe(1)
  })

  it('opens again who has ended only when it came back', () => {
    const { refresh, items, opened } = bench()
    refresh('A')
    items.get('A')?.complete()
    refresh('A', 'B')
    expect(opened).toEqual(['A', 'B'])
    refresh('B')
    refresh('A', 'B')
    expect(opened).toEqual(['A', 'B', 'A'])
  })

  it('follows the list even where something in between lets no emission of a change through', () => {
    let pass = true
    const { refresh, update, opened, open } = bench(filter(() => pass))
    refresh('A', 'B')
    pass = false
    update(add('C'), remove('A'))
    pass = true
    update(add('D'))
    expect(opened).toEqual(['A', 'B', 'C', 'D'])
    expect(open()).toEqual(['B', 'C', 'D'])
  })

  it('leaves everything when it is left, or when the list fails', () => {
    const left = bench()
    left.refresh('A', 'B')
    left.seen.subscription.unsubscribe()
    expect([left.open(), left.list.observed]).toEqual([[], false])
    const failed = bench()
    failed.refresh('A')
    failed.list.error(new Error('list'))
    expect([failed.open(), failed.seen.errors]).toEqual([[], 1])
  })

  it('ends with the error of a function that throws', () => {
    const broken = (): Observable<ItemEvent> => {
      throw new Error('thrown')
    }
    expect(observe(of(listOf(['A'])).pipe(toItems(broken)))).toMatchObject({ errors: 1 })
  })

  it('opens no more items when the first that one emits ends it', () => {
    const opened: string[] = []
    const open = (name: string): Observable<ItemEvent> => {
      opened.push(name)
      return of(refreshEvent({}))
    }
    expect(observe(of(listOf(['A', 'B'])).pipe(toItems(open), take(1))).values).toHaveLength(1)
    expect(opened).toEqual(['A'])
  })

  it('is not confused by a list that changes while its members are opened', () => {
    const list = new Subject<ItemEvent>()
    const opened: string[] = []
    const seen = observe(
      list.pipe(
        toMembers(),
        toItems((name) => {
          opened.push(name)
          if (name === 'A') list.next(mapUpdate([remove('A'), remove('B')]))
          return NEVER
        }),
      ),
    )
    list.next(mapRefresh(['A', 'B', 'C'].map((name) => add(name))))
    expect(opened).toEqual(['A', 'C'])
    expect(seen.errors).toBe(0)
  })

  it('does not open twice who went and came back while the others were opened', () => {
    const list = new Subject<ItemEvent>()
    const opened: string[] = []
    const open = (name: string): Observable<ItemEvent> => {
      opened.push(name)
      if (name === 'A') for (const entry of [remove('B'), add('B')]) list.next(mapUpdate([entry]))
      return NEVER
    }
    list.pipe(toMembers(), toItems(open)).subscribe()
    list.next(mapRefresh([add('A'), add('B')]))
    expect(opened).toEqual(['A', 'B'])
  })

  it('counts once who leaves and ends while being opened', () => {
    const list = new Subject<ItemEvent>()
    const open = (name: string): Observable<ItemEvent> =>
      name === 'A'
        ? new Observable((subscriber) => {
            list.next(mapUpdate([remove('A')]))
            subscriber.next(event('late'))
            subscriber.complete()
          })
        : NEVER
    const seen = observe(list.pipe(toMembers(), toItems(open)))
    list.next(mapRefresh([add('B'), add('A')]))
    list.complete()
    expect(seen).toMatchObject({ values: [], completions: 0 })
  })

  it('ends with an error when the consumer is closed while a chain holds its last change back', () => {
    runWithSimulator(({ consumer, simulator, advance, watch }) => {
      const open = (name: string): Observable<ItemEvent> => consumer.item(name)
      const seen = watch(
        open('0#.FTSE').pipe(
          toChain(open, { settle: 100 }),
          toItems((name) => consumer.item(name)),
        ),
      )
      advance(1_000)
      simulator.changeList('0#.FTSE', { add: ['NEW.L'] })
      advance(50)
      void consumer.close()
      advance(1_000)
      expect(seen).toMatchObject({ error: undefined, end: 'completed' })
    })
  })

  it('hides that the consumer of the items is closed from a list that goes on', () => {
    runVirtual(({ watch, advance }) => {
      const closed = fakeConsumer()
      void closed.close()
      const seen = watch(new BehaviorSubject(listOf(['A'])).pipe(toItems((name) => closed.item(name))))
      advance(1)
      expect(seen.error).toMatchObject({ code: 'consumer-closed' })
    })
  })

  it('passes an error of the list on', () => {
    expect(observe(throwError(() => new Error('end')).pipe(toItems(() => NEVER)))).toMatchObject({
      errors: 1,
    })
  })
})
