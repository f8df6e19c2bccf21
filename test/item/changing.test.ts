import { BehaviorSubject, EMPTY, NEVER, Subject, defer, finalize, of, throwError } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { UsageError } from '../../src/errors.js'
import { askFor, askForMany } from '../../src/item/asking/ask-for.js'
import type { ItemEvent } from '../../src/item/item-event.js'
import type { ItemOptions, ItemRequest } from '../../src/item/asking/item-request.js'
import { withItems, type ItemBench } from '../support/item-bench.js'
import { observe, type Observed } from '../support/observe.js'
import { refresh, status, update } from '../support/server-messages.js'

/** Subscribes to `EUR=` with options that change. */
const changing = (
  { items, session, advance }: ItemBench,
  first: ItemOptions,
): {
  readonly seen: Observed<ItemEvent>
  readonly id: number
  readonly change: (options: ItemOptions) => void
} => {
  const options = new BehaviorSubject(first)
  const seen = observe(askFor(items, 'EUR=', options))
  advance(0)
  const change = (next: ItemOptions): void => {
    options.next(next)
    advance(0)
  }
  return { seen, id: session.idOf('EUR='), change }
}

const shown = (values: readonly ItemEvent[]): string[] => values.map(({ name, type }) => `${name} ${type}`)

describe('options that change', () => {
  it('to fewer fields narrow the stream, with no second image', () => {
    withItems((bench) => {
      const { seen, id, change } = changing(bench, { view: ['BID', 'ASK'] })
      bench.session.receive(refresh(id, { BID: 1, ASK: 2 }))
      change({ view: ['BID'] })
      expect(bench.session.requests().slice(1)).toMatchObject([{ ID: id, Refresh: false, View: ['BID'] }])
      bench.session.receive(update(id, { BID: 3, ASK: 4 }))
      expect(seen.values).toMatchObject([{ type: 'refresh' }, { type: 'update', fields: { BID: 3 } }])
      expect(seen.values[1]).not.toHaveProperty('fields.ASK')
      expect(bench.session.closed()).toEqual([])
    })
  })

  it('to more fields bring them by a refresh, without a gap in between', () => {
    withItems((bench) => {
      const { seen, id, change } = changing(bench, { view: ['BID'] })
      bench.session.receive(refresh(id, { BID: 1 }))
      change({ view: ['BID', 'ASK'] })
      expect(bench.session.requests()).toHaveLength(2)
      expect(bench.session.requests()[1]).not.toHaveProperty('Refresh')
      bench.session.receive(update(id, { BID: 2 }), refresh(id, { BID: 2, ASK: 3 }))
      expect(seen.values).toMatchObject([
        { type: 'refresh' },
        { type: 'update', fields: { BID: 2 } },
        { type: 'refresh', fields: { BID: 2, ASK: 3 } },
      ])
    })
  })

  it('to fields that others have bring them at once, from the cache', () => {
    withItems((bench) => {
      const { seen, id, change } = changing(bench, { view: ['BID'] })
      bench.session.receive(refresh(id, { BID: 0 }))
      bench.open('EUR=', { view: ['ASK'] })
      bench.session.receive(refresh(id, { BID: 1, ASK: 2 }))
      change({ view: ['ASK'] })
      expect(seen.values.slice(1)).toMatchObject([
        { fields: { BID: 1 } },
        { type: 'refresh', fields: { ASK: 2 } },
      ])
      expect(bench.session.requests().at(-1)).toMatchObject({ View: ['ASK'], Refresh: false })
    })
  })

  it('in several ways within a tick go out once, and the same again not at all', () => {
    withItems((bench) => {
      const options = new Subject<ItemOptions>()
      observe(askFor(bench.items, 'EUR=', options))
      options.next({ view: ['BID'] })
      bench.advance(0)
      bench.session.receive(refresh(bench.session.idOf('EUR=')))
      options.next({ view: ['BID', 'ASK'], priority: { class: 3, count: 1 } })
      options.next({ view: ['BID'], priority: { class: 2, count: 1 } })
      options.next({ view: ['BID'], priority: { class: 2, count: 1 } })
      bench.advance(0)
      expect(bench.session.requests().slice(1)).toMatchObject([
        { View: ['BID'], Priority: { Class: 2, Count: 1 } },
      ])
    })
  })

  it('before the first image go out with it', () => {
    withItems((bench) => {
      const options = new Subject<ItemOptions>()
      const seen = observe(askFor(bench.items, 'EUR=', options))
      expect(bench.session.sent).toEqual([])
      options.next({ view: ['BID'] })
      options.next({ view: ['ASK'] })
      bench.advance(0)
      expect(bench.session.requests()).toMatchObject([{ View: ['ASK'] }])
      bench.session.receive(refresh(bench.session.idOf('EUR='), { BID: 1, ASK: 2 }))
      expect(seen.values).toMatchObject([{ fields: { ASK: 2 } }])
    })
  })

  it('switch the cache and exact integers', () => {
    withItems((bench) => {
      const { id, change } = changing(bench, {})
      bench.session.receive(refresh(id))
      change({ cache: false, integers: 'exact' })
      expect(bench.session.exact?.(id)).toBe(true)
      // What it has is rounded.
      expect(bench.session.requests()).toHaveLength(2)
      expect(bench.open('EUR=').values).toEqual([])
      change({})
      expect(bench.session.exact).toBeUndefined()
    })
  })

  it('change who decides about pauses, and end a pause with it', () => {
    withItems((bench) => {
      const one = new BehaviorSubject(true)
      const other = new BehaviorSubject(true)
      const { seen, id, change } = changing(bench, { pauseWhile: one })
      bench.session.receive(refresh(id), update(id))
      expect(seen.values).toHaveLength(1)
      change({ pauseWhile: other })
      expect(one.observed).toBe(false)
      expect(bench.session.requests()).toHaveLength(1)
      change({})
      expect(other.observed).toBe(false)
      bench.session.receive(refresh(id), update(id))
      expect(seen.values).toHaveLength(3)
      change({ pauseWhile: other })
      change({ pauseWhile: NEVER })
      expect(bench.session.requests().at(-1)).not.toHaveProperty('Pause')
      seen.subscription.unsubscribe()
      expect(other.observed).toBe(false)
    })
  })

  it('for the worse are an error to the subscriber, and the item is left', () => {
    withItems((bench) => {
      const { seen, id, change } = changing(bench, {})
      bench.session.receive(refresh(id))
      change({ view: [] })
      expect(seen.error).toBeInstanceOf(UsageError)
      expect(bench.session.closed()).toEqual([id])
    })
  })

  it('and end leave the last of them; their error is told', () => {
    withItems((bench) => {
      const { items, session, advance } = bench
      const last = observe(askFor(items, 'EUR=', of({ view: ['BID'] })))
      const failing = observe(
        askFor(
          items,
          'JPY=',
          throwError(() => new Error('no options')),
        ),
      )
      const none = observe(askFor(items, 'GBP=', EMPTY))
      advance(0)
      session.receive(refresh(session.idOf('EUR='), { BID: 1, ASK: 2 }))
      expect(last).toMatchObject({ completions: 0, values: [{ fields: { BID: 1 } }] })
      expect(failing.errors).toBe(1)
      expect(none.completions).toBe(1)
      expect(session.requests()).toHaveLength(1)
    })
  })

  it('are not waited for by a consumer that is closed', () => {
    withItems(({ items }) => {
      const pending = observe(askFor(items, 'EUR=', NEVER))
      const many = observe(askForMany(items, ['A', 'B'], NEVER))
      items.close()
      expect([pending.completions, many.completions]).toEqual([1, 1])
      expect(observe(askFor(items, 'EUR=', of({}))).error).toMatchObject({ code: 'consumer-closed' })
    })
  })

  it('of several items change all of them, and the end of one does not end the others', () => {
    withItems(({ items, session, advance }) => {
      const options = new BehaviorSubject<ItemOptions>({ view: ['BID'] })
      const seen = observe(askForMany(items, ['A', 'B', 'A'], options))
      advance(0)
      expect(session.requests()).toMatchObject([{ Key: { Name: ['A', 'B'] }, View: ['BID'] }])
      session.receive(refresh(3), refresh(4), status(4, 'Closed', 'Suspect', 'NotFound'))
      options.next({ service: 'S' })
      advance(0)
      expect(session.requests()[1]).toMatchObject({ Key: { Name: 'A', Service: 'S' } })
      session.receive(refresh(session.idOf('A')))
      advance(0)
      expect(session.closed()).toEqual([3])
      expect(seen.values.map(({ name, event }) => `${name} ${event.type}`)).toEqual([
        'A refresh',
        'B refresh',
        'B status',
        'A refresh',
      ])
      expect(seen).toMatchObject({ errors: 0, completions: 0 })
    })
  })
})

describe('options of several items that change', () => {
  it('are subscribed to once, and so is what decides about pauses', () => {
    withItems(({ items, session, advance }) => {
      let [subscriptions, following, everFollowed] = [0, 0, 0]
      const paused = new BehaviorSubject(false)
      const pauseWhile = defer(() => {
        following += 1
        everFollowed += 1
        return paused.pipe(finalize(() => (following -= 1)))
      })
      const options = new BehaviorSubject<ItemOptions>({ pauseWhile })
      const counted = defer(() => {
        subscriptions += 1
        return options
      })
      const seen = observe(askForMany(items, ['A', 'B', 'C'], counted))
      expect([subscriptions, following]).toEqual([1, 1])
      advance(0)
      for (const name of ['A', 'B', 'C']) session.receive(refresh(session.idOf(name)))
      options.next({ pauseWhile, view: ['BID'] })
      expect([following, everFollowed]).toEqual([1, 1])
      paused.next(true)
      advance(0)
      expect(session.requests().slice(1)).toMatchObject(Array(3).fill({ Pause: true }))
      options.next({})
      expect(following).toBe(0)
      advance(0)
      expect(session.requests().slice(4)).toHaveLength(3)
      expect(session.requests().at(-1)).not.toHaveProperty('Pause')
      options.next({ pauseWhile })
      expect(following).toBe(1)
      seen.subscription.unsubscribe()
      expect(following).toBe(0)
    })
  })

  it('that cannot be read are one error, and a caller may change the names later', () => {
    withItems(({ items, session, advance }) => {
      const names = ['A']
      const options = new BehaviorSubject<ItemOptions>({})
      const seen = observe(askForMany(items, names, options))
      names.push('')
      const late = observe(askForMany(items, ['B'], options))
      advance(0)
      expect(session.requests()).toHaveLength(1)
      const one = observe(askFor(items, 'C', options))
      options.next({ view: ['BID'] })
      expect([seen.errors, late.errors, one.errors]).toEqual([0, 0, 0])
      options.next(7 as never)
      for (const { error } of [seen, late, one]) expect(error).toBeInstanceOf(UsageError)
    })
  })
})

describe('a request that changes to another item', () => {
  const moving = (bench: ItemBench) => {
    const requests = new Subject<ItemRequest>()
    const seen = observe(askFor(bench.items, requests))
    const move = (request: ItemRequest): number => {
      requests.next(request)
      bench.advance(0)
      return bench.session.idOf(request.name)
    }
    return { seen, move, requests }
  }

  it('goes on with the old one until the new one has its first refresh', () => {
    withItems((bench) => {
      const { session, advance } = bench
      const { seen, move } = moving(bench)
      const a = move({ name: 'A' })
      session.receive(refresh(a))
      const b = move({ name: 'B' })
      expect(session.closed()).toEqual([])
      session.receive(update(a), status(b, 'Open', 'Suspect'), update(a))
      expect(shown(seen.values)).toEqual(['A refresh', 'A update', 'A update'])
      session.receive(refresh(b), update(a), update(b))
      advance(0)
      expect(session.closed()).toEqual([a])
      expect(shown(seen.values).slice(3)).toEqual(['B refresh', 'B update'])
    })
  })

  it('takes one that is open already at once', () => {
    withItems((bench) => {
      const { session, advance } = bench
      session.receive(refresh(bench.open('B').id))
      const { seen, move } = moving(bench)
      const a = move({ name: 'A' })
      session.receive(refresh(a))
      move({ name: 'B' })
      advance(0)
      expect(shown(seen.values)).toEqual(['A refresh', 'B refresh'])
      expect(session.closed()).toEqual([a])
    })
  })

  it('forgets the one in between when it changes again, also back', () => {
    withItems((bench) => {
      const { session, advance } = bench
      const { seen, move } = moving(bench)
      const a = move({ name: 'A' })
      session.receive(refresh(a))
      const b = move({ name: 'B' })
      const c = move({ name: 'C' })
      advance(0)
      expect(session.closed()).toEqual([b])
      move({ name: 'A', view: ['BID'] })
      advance(0)
      expect(session.closed()).toEqual([b, c])
      session.receive(update(a))
      expect(shown(seen.values)).toEqual(['A refresh', 'A update'])
    })
  })

  it('with the error of the new one ends', () => {
    withItems((bench) => {
      const { session, advance } = bench
      const { seen, move } = moving(bench)
      const a = move({ name: 'A' })
      session.receive(refresh(a))
      const b = move({ name: 'B' })
      session.receive(status(b, 'Closed', 'Suspect', 'NotFound'))
      advance(0)
      expect(seen.error).toMatchObject({ code: 'item-closed', item: 'B' })
      expect(session.closed()).toEqual([a])
    })
  })

  it('does not mind the end of the old one', () => {
    withItems((bench) => {
      const { session } = bench
      const { seen, move } = moving(bench)
      const a = move({ name: 'A' })
      session.receive(refresh(a))
      const b = move({ name: 'B' })
      session.receive(status(b, 'Open', 'Suspect'), status(a, 'Closed', 'Suspect', 'NotFound'))
      expect(seen.errors).toBe(0)
      // From here on the new one is what the subscriber hears of, trouble included.
      expect(shown(seen.values)).toEqual(['A refresh', 'A status', 'B status'])
      session.receive(refresh(b))
      expect(shown(seen.values).at(-1)).toBe('B refresh')
    })
  })

  it('may be left within the refresh that takes over, and within a synchronous chain of requests', () => {
    withItems((bench) => {
      const { items, session, advance, open } = bench
      session.receive(refresh(open('B').id))
      const requests = new Subject<ItemRequest>()
      const seen = observe(askFor(items, requests), ({ name }) => {
        if (name === 'A') requests.next({ name: 'B' })
        else seen.subscription.unsubscribe()
      })
      requests.next({ name: 'A' })
      advance(0)
      const a = session.idOf('A')
      session.receive(refresh(a))
      advance(0)
      expect(shown(seen.values)).toEqual(['A refresh', 'B refresh'])
      expect(session.closed()).toEqual([a])
      expect(requests.observed).toBe(false)
    })
  })

  it('may be left within the image that comes as a new decision about pauses is heard', () => {
    withItems(({ items, session, open }) => {
      session.receive(refresh(open('A').id))
      const [first, second] = [new BehaviorSubject(true), new BehaviorSubject(false)]
      const options = new BehaviorSubject<ItemOptions>({ pauseWhile: first })
      let images = 0
      const seen = observe(askFor(items, 'A', options), () => {
        images += 1
        if (images === 2) seen.subscription.unsubscribe()
      })
      options.next({ pauseWhile: second })
      expect(seen.values).toHaveLength(2)
      expect([first.observed, second.observed]).toEqual([false, false])
    })
  })

  it('may change the decision about pauses within the image that comes as one is heard', () => {
    withItems(({ items, session, open }) => {
      session.receive(refresh(open('A').id))
      const [first, second, third] = [true, false, true].map((paused) => new BehaviorSubject(paused)) as [
        BehaviorSubject<boolean>,
        BehaviorSubject<boolean>,
        BehaviorSubject<boolean>,
      ]
      const options = new BehaviorSubject<ItemOptions>({ pauseWhile: first })
      let images = 0
      const seen = observe(askFor(items, 'A', options), () => {
        images += 1
        if (images === 2) options.next({ pauseWhile: third })
      })
      options.next({ pauseWhile: second })
      expect([first.observed, second.observed, third.observed]).toEqual([false, false, true])
      session.receive(update(session.idOf('A')))
      expect(seen.values).toHaveLength(2)
      third.next(false)
      expect(seen.values).toHaveLength(3)
      seen.subscription.unsubscribe()
      expect(third.observed).toBe(false)
    })
  })

  it('that is over is asked for again within its end on the stream that is open', () => {
    withItems(({ items, session, advance }) => {
      const options = new BehaviorSubject<ItemOptions>({ snapshot: true })
      const again: Observed<ItemEvent>[] = []
      askFor(items, 'A', options).subscribe({
        complete: () => again.push(observe(items.item('A', { snapshot: true }))),
      })
      advance(0)
      session.receive(refresh(session.idOf('A')))
      advance(0)
      expect(again).toMatchObject([{ values: [{ type: 'refresh' }], completions: 1 }])
      expect(session.requests()).toHaveLength(1)
      expect(session.closed()).toHaveLength(1)
    })
  })

  it('that is none is an error', () => {
    withItems(({ items }) => {
      for (const wrong of [null, 7, {}, { name: '' }]) {
        const seen = observe(askFor(items, of(wrong as unknown as ItemRequest)))
        expect(seen.error).toBeInstanceOf(UsageError)
      }
    })
  })
})
