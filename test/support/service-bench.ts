import { asyncScheduler, merge, type Subscription } from 'rxjs'
import { createDirectory, type Directory } from '../../src/directory/directory.js'
import type { DirectoryEvent } from '../../src/directory/directory-event.js'
import type { ItemEvent, ItemsEvent } from '../../src/item/item-event.js'
import type { ItemOptions } from '../../src/item/asking/item-request.js'
import { createItems, type Items } from '../../src/item/items.js'
import type { RequestMessage } from '../../src/wire/messages.js'
import { directoryRefresh, directoryUpdate } from './directory-messages.js'
import { fakeSession, type FakeSession } from './fake-session.js'
import { virtually } from './marbles.js'
import { observe, type Observed } from './observe.js'

/** A directory, items that wait for its services, and a session that serves both. */
export interface ServiceBench {
  readonly directory: Directory
  readonly items: Items
  readonly session: FakeSession
  readonly serving: Subscription
  readonly events: (ItemsEvent | DirectoryEvent)[]
  /** Runs virtual time forward. */
  readonly advance: (milliseconds: number) => void
  /** Subscribes to an item, and lets the request go out if it may. */
  readonly open: (name: string, options?: ItemOptions) => Observed<ItemEvent>
  /** Requests for the directory. */
  readonly asked: () => readonly RequestMessage[]
  /** Names of the items that were asked for, one list for each request. */
  readonly names: () => readonly (readonly string[])[]
  /** The server tells its services. */
  readonly tell: (...entries: readonly unknown[]) => void
  /** The server tells what has changed. */
  readonly change: (...entries: readonly unknown[]) => void
  /** Serves on a new session. */
  readonly serve: () => { readonly session: FakeSession; readonly serving: Subscription }
}

export interface ServiceBenchOptions {
  readonly patience?: number
  readonly outstanding?: number
}

const requestsFor = (session: FakeSession, directory: boolean): readonly RequestMessage[] =>
  session.requests().filter(({ Domain }) => (Domain === 'Source') === directory)

/** Texts of the statuses that an item was told. */
export const texts = ({ values }: Observed<ItemEvent>): readonly string[] =>
  values.filter(({ type }) => type === 'status').map(({ state }) => state.text)

/** Runs a test of services in virtual time. */
export const withServices = (
  test: (bench: ServiceBench) => void,
  options: ServiceBenchOptions = {},
): void => {
  virtually((advance) => {
    const { patience = Infinity, outstanding = 2_000 } = options
    const events: (ItemsEvent | DirectoryEvent)[] = []
    const clock = () => asyncScheduler.now()
    const report = (event: ItemsEvent | DirectoryEvent): void => {
      events.push(event)
    }
    const directory = createDirectory({ clock, report, requestTimeout: 15_000 })
    const items = createItems({
      clock,
      report,
      requestTimeout: 15_000,
      pacing: { batchSize: 500, outstanding },
      directory,
      serviceTimeout: patience,
    })
    const serve: ServiceBench['serve'] = () => {
      const session = fakeSession()
      return { session, serving: merge(directory.serve(session), items.serve(session)).subscribe() }
    }
    const { session, serving } = serve()
    const asked = () => requestsFor(session, true)
    const id = () => asked().at(-1)?.ID ?? 0
    const told = (message: object): void => {
      session.receive(message)
      advance(0)
    }
    try {
      test({
        directory,
        items,
        session,
        serving,
        events,
        advance,
        serve,
        asked,
        open: (name, itemOptions = { service: 'A' }) => {
          const observed = observe(items.item(name, itemOptions))
          advance(0)
          return observed
        },
        names: () => requestsFor(session, false).map(({ Key: { Name } }) => [Name ?? []].flat()),
        tell: (...entries) => {
          told(directoryRefresh(id(), entries))
        },
        change: (...entries) => {
          told(directoryUpdate(id(), ...entries))
        },
      })
    } finally {
      serving.unsubscribe()
      items.close()
      directory.close()
    }
  })
}
