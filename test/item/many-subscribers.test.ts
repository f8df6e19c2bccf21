import type { Subscription } from 'rxjs'
import { describe, expect, it } from 'vitest'
import type { ItemEvent } from '../../src/item/item-event.js'
import { withItems } from '../support/item-bench.js'
import { observe } from '../support/observe.js'
import { refresh, update } from '../support/server-messages.js'

const bidOf = (event: ItemEvent): unknown => (event.type === 'status' ? undefined : event.fields['BID'])

describe('many subscribers of one item', () => {
  it('hear of each change once, in the order in which they came, while others come and go', () => {
    withItems(({ items, session, advance }) => {
      const present: { readonly name: number; readonly subscription: Subscription }[] = []
      const heard: [name: number, bid: unknown][] = []
      let coming = 0
      const come = (): void => {
        const name = (coming += 1)
        const { subscription } = observe(items.item('A', {}), (event) => {
          const bid = bidOf(event)
          heard.push([name, bid])
          if (event.type !== 'update') return
          // In every round somebody comes, leaves and makes another leave just while all are told.
          if (name % 5 === Number(bid) % 5) come()
          if (name % 7 === Number(bid) % 7) leave(name + 1)
          if (name % 11 === Number(bid) % 11) leave(name)
        })
        present.push({ name, subscription })
      }
      const leave = (name: number): void => {
        const at = present.findIndex((one) => one.name === name)
        if (at < 0) return
        present.splice(at, 1)[0]?.subscription.unsubscribe()
      }

      for (let count = 0; count < 40; count++) come()
      advance(0)
      const id = session.idOf('A')
      session.receive(refresh(id, { BID: 0 }))
      for (let bid = 1; bid <= 10; bid++) {
        const before = present.map(({ name }) => name)
        const from = heard.length
        session.receive(update(id, { BID: bid }))
        const told = heard.slice(from)
        // Those who were there, but for the ones that were made to leave, and then the newcomers with the image.
        const old = told.map(([name]) => name).filter((name) => before.includes(name))
        const fresh = told.map(([name]) => name).filter((name) => !before.includes(name))
        expect(old).toEqual(before.filter((name) => old.includes(name)))
        expect(new Set(fresh).size).toBe(fresh.length)
        expect(told.every(([, value]) => value === bid)).toBe(true)
        expect(present.every(({ name }) => told.some(([one]) => one === name))).toBe(true)
        come()
        leave(present[Math.floor(present.length / 2)]?.name ?? 0)
      }
      for (const { name } of [...present]) leave(name)
      advance(0)
      expect(session.closed()).toEqual([id])
    })
  })
})

describe('items that are told the same', () => {
  it('share what they were told, and part when one of them is told something else', () => {
    withItems(({ open, session }) => {
      const told = {
        State: { Stream: 'Open', Data: 'Ok', Text: 'All is well' },
        Key: { Service: 'A service' },
      }
      const [first, second] = [open('A'), open('B')]
      session.receive(
        refresh(first.id, { BID: 1 }, told),
        refresh(second.id, { BID: 1 }, structuredClone(told)),
      )
      session.receive(update(first.id, { BID: 2 }), update(second.id, { BID: 2 }))
      expect(first.values[1]?.state).toBe(second.values[1]?.state)
      session.receive(refresh(first.id, { BID: 3 }, { ...told, Key: { Service: 'Another service' } }))
      session.receive(update(first.id, { BID: 4 }), update(second.id, { BID: 4 }))
      expect([first, second].map(({ values }) => values.at(-1)?.service)).toEqual([
        'Another service',
        'A service',
      ])
    })
  })
})
