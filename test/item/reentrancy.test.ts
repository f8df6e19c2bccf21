import { BehaviorSubject, Subject } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { askFor } from '../../src/item/asking/ask-for.js'
import type { ItemEvent } from '../../src/item/item-event.js'
import type { ItemOptions } from '../../src/item/asking/item-request.js'
import { withItems } from '../support/item-bench.js'
import { observe } from '../support/observe.js'
import { refresh, status, update } from '../support/server-messages.js'

const rows = (...entries: readonly object[]): Readonly<Record<string, unknown>> => ({
  Fields: undefined,
  Series: { Entries: entries },
})
const row = (number: number): object => ({ Fields: { X: number } })

/** The rows of a series as one subscriber knows them. */
const known = (values: readonly ItemEvent[]): unknown[] => {
  let all: unknown[] = []
  for (const event of values) {
    if (event.type === 'status') continue
    const entries = (event.content?.Series?.Entries ?? []) as readonly unknown[]
    all = event.type === 'refresh' ? [...entries] : [...all, ...entries]
  }
  return all
}

describe('one subscriber that changes another within its own callback', () => {
  it('by resuming it does not let it have the change twice: in the image, and once more', () => {
    withItems(({ items, open, session, advance }) => {
      const paused = new BehaviorSubject(false)
      const first = observe(items.item('A', {}), (event) => {
        if (event.type === 'update') paused.next(false)
      })
      const second = open('A', { pauseWhile: paused })
      session.receive(refresh(second.id, undefined, rows(row(1))))
      paused.next(true)
      session.receive(update(second.id, undefined, rows(row(2))))
      session.receive(update(second.id, undefined, rows(row(3))))
      advance(0)
      expect(known(first.values)).toEqual([row(1), row(2), row(3)])
      expect(known(second.values)).toEqual([row(1), row(2), row(3)])
    })
  })

  it('by giving it other options does not let it have the change twice', () => {
    withItems(({ items, session, advance }) => {
      const options = new BehaviorSubject<ItemOptions>({ view: ['A'] })
      const first = observe(items.item('A', {}), (event) => {
        if (event.type === 'update') options.next({ view: ['B'] })
      })
      const second = observe(askFor(items, 'A', options))
      advance(0)
      const id = session.idOf('A')
      session.receive(refresh(id, undefined, rows(row(1))), update(id, undefined, rows(row(2))))
      session.receive(update(id, undefined, rows(row(3))))
      expect(known(first.values)).toEqual([row(1), row(2), row(3)])
      expect(known(second.values)).toEqual([row(1), row(2), row(3)])
    })
  })

  it('by pausing it keeps the change from it, until it goes on', () => {
    withItems(({ items, open, session }) => {
      const paused = new BehaviorSubject(false)
      observe(items.item('A', {}), (event) => {
        if (event.type === 'update') paused.next(true)
      })
      const second = open('A', { pauseWhile: paused })
      session.receive(refresh(second.id, { BID: 1 }), update(second.id, { BID: 2 }))
      expect(second.values).toMatchObject([{ type: 'refresh' }])
      paused.next(false)
      expect(second.values.slice(1)).toMatchObject([{ type: 'refresh', fields: { BID: 2 } }])
    })
  })

  it('by subscribing gets the newcomer the present content once', () => {
    withItems(({ items, session, advance }) => {
      const late = new Subject<ItemEvent>()
      const seen = observe(late)
      let joined = false
      observe(items.item('A', {}), (event) => {
        if (event.type !== 'update' || joined) return
        joined = true
        items.item('A', {}).subscribe(late)
      })
      advance(0)
      const id = session.idOf('A')
      session.receive(refresh(id, undefined, rows(row(1))), update(id, undefined, rows(row(2))))
      expect(seen.values.map(({ type }) => type)).toEqual(['refresh'])
      expect(known(seen.values)).toEqual([row(1), row(2)])
    })
  })
})

describe('a subscriber that pauses and resumes itself within its own callback', () => {
  it('goes on with everything that comes after', () => {
    withItems(({ items, session, advance }) => {
      const paused = new BehaviorSubject(false)
      const seen = observe(items.item('A', { pauseWhile: paused }), (event) => {
        if (event.type !== 'update' || event.fields['BID'] !== 2) return
        paused.next(true)
        paused.next(false)
      })
      advance(0)
      const id = session.idOf('A')
      session.receive(refresh(id, { BID: 1 }), update(id, { BID: 2 }), update(id, { BID: 3 }))
      advance(0)
      expect(seen.values.map(({ type }) => type)).toEqual(['refresh', 'update', 'refresh', 'update'])
      expect(session.requests()).toHaveLength(1)
      session.receive(status(id, 'Open', 'Suspect'))
      expect(seen.values.at(-1)).toMatchObject({ type: 'status' })
    })
  })
})
