import { asyncScheduler, type Subscription } from 'rxjs'
import type { ItemEvent, ItemsEvent } from '../../src/item/item-event.js'
import type { ItemOptions } from '../../src/item/asking/item-request.js'
import { createItems, type Items } from '../../src/item/items.js'
import { fakeSession, type FakeSession } from './fake-session.js'
import { virtually } from './marbles.js'
import { observe, type Observed } from './observe.js'
import type { LoginInfo } from '../../src/wire/login.js'

/** Items, a session that serves them, and everything at hand that tests of items need. */
export interface ItemBench {
  readonly items: Items
  readonly session: FakeSession
  readonly serving: Subscription
  readonly events: ItemsEvent[]
  /** Runs virtual time forward. */
  readonly advance: (milliseconds: number) => void
  /** Subscribes to an item, and lets the request go out. */
  readonly open: (name: string, options?: ItemOptions) => Observed<ItemEvent> & { readonly id: number }
  /** Serves the items on a new session. */
  readonly serve: (login?: Partial<LoginInfo>) => {
    readonly session: FakeSession
    readonly serving: Subscription
  }
}

export interface BenchOptions {
  readonly login?: Partial<LoginInfo>
  readonly pacing?: { readonly batchSize: number; readonly outstanding: number }
  readonly requestTimeout?: number
}

/** Runs a test of items in virtual time. */
export const withItems = (test: (bench: ItemBench) => void, options: BenchOptions = {}): void => {
  virtually((advance) => {
    const { pacing = { batchSize: 500, outstanding: 2_000 }, requestTimeout = 15_000 } = options
    const events: ItemsEvent[] = []
    const items = createItems({
      clock: () => asyncScheduler.now(),
      requestTimeout,
      pacing,
      report: (event) => {
        events.push(event)
      },
    })
    const serve: ItemBench['serve'] = (login) => {
      const session = fakeSession(login)
      return { session, serving: items.serve(session).subscribe() }
    }
    const { session, serving } = serve(options.login)
    try {
      test({
        items,
        session,
        serving,
        events,
        advance,
        serve,
        open: (name, itemOptions = {}) => {
          const observed = observe(items.item(name, itemOptions))
          advance(0)
          return Object.assign(observed, { id: session.idOf(name) })
        },
      })
    } finally {
      serving.unsubscribe()
      items.close()
    }
  })
}
