import { BehaviorSubject, Observable, type Subscriber, defer, distinctUntilChanged } from 'rxjs'
import { ItemError, type OmmError, UsageError } from '../errors.js'
import type { Session } from '../session/session.js'
import { openSuspect } from '../wire/state.js'
import type { ItemEvent, NamedEvent } from './item-event.js'
import { checkRequest, kindRegister, type ItemKind, type ItemOptions } from './item-request.js'
import { ItemStream, sinkFor, type Sink } from './item-stream.js'
import { openItems } from './open-items.js'
import { joinStream } from './join-stream.js'
import type { ItemService, ItemsOptions, Register } from './register.js'
import { serveItems } from './serve-items.js'
import { viewRegister, type View } from './view.js'

/** All items of a consumer: one stream upstream for each, however many subscribe. */
export interface Items {
  item(name: string, options: ItemOptions): Observable<ItemEvent>
  many(names: readonly string[], options: ItemOptions): Observable<NamedEvent>
  /** Whether any item is open; replays. */
  readonly busy$: Observable<boolean>
  /** Asks for every open item on a session and routes its messages; unsubscribing leaves the session. */
  serve(session: Session): Observable<never>
  /** Tells every open item that there is no session: once in each outage, and those that are opened during it. */
  outage(cause: OmmError): void
  /** Ends every item with an error. */
  fail(cause: OmmError): void
  /** Completes every item, and refuses new ones. */
  close(): void
}

/** A kind as options, without the members that are not set. */
const definedOf = (kind: ItemKind): ItemOptions => ({
  domain: kind.domain,
  private: kind.private,
  ...(kind.service === undefined ? {} : { service: kind.service }),
  ...(kind.nameType === undefined ? {} : { nameType: kind.nameType }),
})

/** Creates the register of a consumer's items. */
export const createItems = (options: ItemsOptions): Items => {
  const kindOf = kindRegister()
  const opened = openItems()
  const views = viewRegister()
  const busy = new BehaviorSubject(false)
  let service: ItemService | undefined
  let closed = false
  let inOutage = false

  const remove = (stream: ItemStream): void => {
    if (!opened.has(stream)) return
    opened.remove(stream)
    if (opened.count() > 0) return
    views.clear()
    busy.next(false)
  }

  const end = (stream: ItemStream, error?: OmmError): void => {
    // First out of the register: whoever subscribes again in answer to the end opens the item anew.
    remove(stream)
    const { sinks } = stream
    stream.sinks = []
    for (const sink of sinks) {
      if (error === undefined) sink.complete()
      else sink.error(error)
    }
  }

  const join = (stream: ItemStream, sink: Sink): void => {
    joinStream(stream, sink, views.intern, () => service?.widen(stream))
  }

  const open = (kind: ItemKind, name: string, sink: Sink): ItemStream => {
    const streaming = kind.snapshot
      ? opened.find(kindOf({ ...definedOf(kind), snapshot: false }), name)
      : undefined
    const known = streaming ?? opened.find(kind, name)
    if (known !== undefined) {
      join(known, sink)
      return known
    }
    const stream = new ItemStream(name, kind, sink.view)
    stream.add(sink)
    opened.add(stream)
    service?.ask(stream)
    if (opened.count() === 1) busy.next(true)
    return stream
  }

  const leave = (stream: ItemStream, sink: Sink): void => {
    stream.remove(sink)
    if (stream.sinks.length > 0 || !opened.has(stream)) return
    remove(stream)
    service?.release(stream)
  }

  const subscribe = (
    subscriber: Subscriber<never>,
    kind: ItemKind,
    name: string,
    view: View,
    observer: Pick<Sink, 'next' | 'error' | 'complete'>,
  ): void => {
    if (closed) {
      subscriber.error(new UsageError('consumer-closed', 'the consumer is closed'))
      return
    }
    const sink = sinkFor(observer, view, kind.snapshot)
    const stream = open(kind, name, sink)
    // The image of an open item arrives within `open`: who has had enough of it leaves here, at once.
    subscriber.add(() => {
      leave(stream, sink)
    })
  }

  const takeAll = (): ItemStream[] => {
    const streams = opened.takeAll()
    views.clear()
    busy.next(false)
    return streams
  }

  const register: Register = {
    options,
    kindOf,
    all: () => opened.all(),
    count: () => opened.count(),
    end,
    setService: (next) => {
      service = next
    },
  }

  /** Checks and copies a request once, however often it is subscribed to. */
  const prepared = (
    names: readonly string[],
    itemOptions: ItemOptions,
  ): { kind: ItemKind; view: () => View } => {
    checkRequest(names, itemOptions)
    const view = itemOptions.view === undefined ? undefined : [...itemOptions.view]
    return { kind: kindOf(itemOptions), view: () => views.intern(view) }
  }

  return {
    item: (name, itemOptions) => {
      const { kind, view } = prepared([name], itemOptions)
      return new Observable<ItemEvent>((subscriber) => {
        subscribe(subscriber, kind, name, view(), subscriber)
      })
    },
    many: (names, itemOptions) => {
      const { kind, view } = prepared(names, itemOptions)
      const distinct = [...new Set(names)]
      return new Observable<NamedEvent>((subscriber) => {
        const wanted = view()
        let rest = distinct.length
        const ended = (): void => {
          rest -= 1
          if (rest === 0) subscriber.complete()
        }
        if (rest === 0) subscriber.complete()
        for (const name of distinct) {
          if (subscriber.closed) return
          subscribe(subscriber, kind, name, wanted, {
            next: (event) => {
              subscriber.next({ name, event })
            },
            error: (error) => {
              // The end of one item was told by its status; only what ends all is an error here.
              if (error instanceof ItemError) ended()
              else subscriber.error(error)
            },
            complete: ended,
          })
        }
      })
    },
    busy$: busy.pipe(distinctUntilChanged()),
    serve: (session) =>
      defer(() => {
        inOutage = false
        return serveItems(session, register)
      }),
    outage: (cause) => {
      const now = options.clock()
      const first = !inOutage
      inOutage = true
      const state = openSuspect(cause.message)
      const staleCause = { code: cause.code, text: cause.message, error: cause }
      // A copy: a subscriber may open and leave items while it is told.
      for (const stream of [...opened.all()]) {
        // Further failed attempts are no news to those who know of the outage.
        if (!first && stream.stale !== false) continue
        stream.leaveWire()
        stream.suspect(state, now, staleCause)
        stream.deliver(stream.statusEvent())
      }
    },
    fail: (cause) => {
      for (const stream of takeAll()) end(stream, cause)
    },
    close: () => {
      closed = true
      for (const stream of takeAll()) end(stream)
    },
  }
}
