import { BehaviorSubject, asyncScheduler, merge, type Subscription } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { createDirectory } from '../../src/directory/directory.js'
import type { ItemOptions } from '../../src/item/asking/item-request.js'
import type { ItemsEvent } from '../../src/item/item-event.js'
import { createItems, type Items } from '../../src/item/items.js'
import {
  directoryRefresh,
  info,
  service,
  state,
  stateValue,
  upService,
} from '../support/directory-messages.js'
import { fakeSession, type FakeSession } from '../support/fake-session.js'
import { virtually } from '../support/marbles.js'
import { observe } from '../support/observe.js'
import { refresh, status } from '../support/server-messages.js'

interface Bench {
  readonly items: Items
  readonly session: FakeSession
  readonly advance: (milliseconds: number) => void
  /** Leaves the session and ends every item, as a consumer does that is closed. */
  readonly close: () => void
  /** What is done at an event, within it. */
  at: (event: ItemsEvent['event'], act: () => void) => void
}

/** Items on a session whose directory has id 2, if anybody asks for it. */
const withBench = (test: (bench: Bench) => void): void => {
  virtually((advance) => {
    const acts = new Map<string, () => void>()
    const clock = () => asyncScheduler.now()
    const directory = createDirectory({ clock, requestTimeout: 3_000, report: () => undefined })
    const items = createItems({
      clock,
      report: ({ event }) => acts.get(event)?.(),
      requestTimeout: 15_000,
      pacing: { batchSize: 500, outstanding: 2_000 },
      directory,
      serviceTimeout: 30_000,
    })
    const session = fakeSession()
    const serving = merge(directory.serve(session), items.serve(session)).subscribe()
    const close = (): void => {
      serving.unsubscribe()
      items.close()
      directory.close()
    }
    test({ items, session, advance, close, at: (event, act) => acts.set(event, act) })
    close()
  })
}

const named = { service: 'A' }

describe('an item that is left', () => {
  it('while its time-out is told is not asked for again', () => {
    withBench(({ items, session, advance, at }) => {
      const item = observe(items.item('EUR=', {}))
      at('item.timeout', () => {
        item.subscription.unsubscribe()
      })
      advance(120_000)
      expect([session.requests().length, session.closed()]).toEqual([1, [2]])
    })
  })

  it('at what another of its batch is told is not asked for again with it', () => {
    withBench(({ items, session, advance }) => {
      const both: Subscription[] = []
      const leaveAll = (): void => {
        for (const one of both) one.unsubscribe()
      }
      for (const name of ['I1', 'I2']) both.push(observe(items.item(name, {}), leaveAll).subscription)
      advance(0)
      session.receive(status(2, 'ClosedRecover', 'Suspect'))
      advance(120_000)
      expect(session.requests()).toHaveLength(1)
    })
  })
})

/** Nothing is left running, and nothing is sent any more: the bench looks for timers at the end. */
describe('a consumer that is closed', () => {
  it('while a time-out is told', () => {
    withBench(({ items, session, advance, at, close }) => {
      observe(items.item('EUR=', {}))
      at('item.timeout', close)
      advance(15_000)
      expect(session.sent).toHaveLength(1)
    })
  })

  it('at what one of many items of a service is told, which would be asked for again', () => {
    withBench(({ items, session, advance, close }) => {
      observe(items.many(['I1', 'I2'], named), ({ event }) => {
        if (event.type === 'status') close()
      })
      advance(0)
      session.receive(directoryRefresh(2, [upService(1, 'A')]))
      advance(0)
      session.receive(refresh(session.idOf('I1')), refresh(session.idOf('I2')))
      const away = state(1, 1, { Status: stateValue('ClosedRecover', 'Suspect') })
      session.receive(directoryRefresh(2, [service(1, [info('A'), away])]))
      const sent = session.sent.length
      advance(0)
      expect(session.sent).toHaveLength(sent)
    })
  })

  it('at what one of many items is told that wait, and not for ever', () => {
    withBench(({ items, session, advance, close }) => {
      observe(items.many(['I1', 'I2'], named), close)
      advance(0)
      session.receive(directoryRefresh(2, [service(1, [info('A'), state(0)])]))
      advance(0)
      expect(session.sent).toHaveLength(1)
    })
  })

  it.each([
    ['several items', (items: Items) => items.many(['I1', 'I2', 'I3'], {})],
    [
      'several items whose options change',
      (items: Items) => items.manyChanging(['I1', 'I2', 'I3'], new BehaviorSubject<ItemOptions>({})),
    ],
  ])('within the image of the first of %s does not open the others', (_, ask) => {
    withBench(({ items, session, advance, close }) => {
      const busy: boolean[] = []
      items.busy$.subscribe((isBusy) => busy.push(isBusy))
      observe(items.item('I1', {}))
      advance(0)
      session.receive(refresh(session.idOf('I1')))
      const many = observe(ask(items), close)
      advance(0)
      expect(many).toMatchObject({ completions: 1, errors: 0 })
      expect(session.idOf('I2')).toBe(0)
      expect(busy).toEqual([false, true, false])
    })
  })
})
