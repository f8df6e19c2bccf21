import { BehaviorSubject } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { askFor } from '../../src/item/asking/ask-for.js'
import type { ItemOptions } from '../../src/item/asking/item-request.js'
import { withItems } from '../support/item-bench.js'
import { observe } from '../support/observe.js'
import { refresh, update } from '../support/server-messages.js'

const rounded = 2 ** 60
const exact = 2n ** 60n + 1n

describe('exact integers of an item that others have rounded', () => {
  it('come to a late subscriber by a refresh of its own: what is kept is rounded', () => {
    withItems(({ open, session }) => {
      const { id } = open('EUR=')
      session.receive(refresh(id, { VOL: rounded }))
      const late = open('EUR=', { integers: 'exact' })
      expect(late.values).toEqual([])
      expect(session.requests()).toHaveLength(2)
      session.receive(refresh(id, { VOL: exact }))
      expect(late.values).toMatchObject([{ fields: { VOL: exact } }])
      const another = open('EUR=', { integers: 'exact' })
      expect(another.values).toMatchObject([{ fields: { VOL: exact } }])
      expect(session.requests()).toHaveLength(2)
    })
  })

  it('come by a refresh to one who had them rounded until now', () => {
    withItems(({ items, session, advance }) => {
      const options = new BehaviorSubject<ItemOptions>({})
      const seen = observe(askFor(items, 'EUR=', options))
      advance(0)
      const id = session.idOf('EUR=')
      session.receive(refresh(id, { VOL: rounded }))
      options.next({ integers: 'exact' })
      advance(0)
      expect(session.requests()).toHaveLength(2)
      session.receive(refresh(id, { VOL: exact }))
      expect(seen.values.at(-1)).toMatchObject({ fields: { VOL: exact } })
    })
  })

  it('are not taken from what was kept while nobody wanted them', () => {
    withItems(({ open, session }) => {
      const { id } = open('EUR=')
      const first = open('EUR=', { integers: 'exact' })
      session.receive(refresh(id, { VOL: exact }))
      first.subscription.unsubscribe()
      session.receive(update(id, { VOL: rounded }))
      const late = open('EUR=', { integers: 'exact' })
      expect(late.values).toEqual([])
      session.receive(refresh(id, { VOL: exact }))
      expect(late.values).toMatchObject([{ fields: { VOL: exact } }])
    })
  })
})
