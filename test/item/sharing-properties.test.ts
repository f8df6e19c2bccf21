import fc from 'fast-check'
import { BehaviorSubject, type Observable } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { ConnectionError } from '../../src/errors.js'
import { askFor } from '../../src/item/asking/ask-for.js'
import type { ItemEvent } from '../../src/item/item-event.js'
import type { ItemOptions } from '../../src/item/asking/item-request.js'
import type { ClientMessage } from '../../src/wire/messages.js'
import type { FakeSession } from '../support/fake-session.js'
import { withItems } from '../support/item-bench.js'
import { observe } from '../support/observe.js'
import { refresh, update } from '../support/server-messages.js'

const names = ['A', 'B', 'C']

type Content = Readonly<Record<string, unknown>>

const restricted = (values: Content, view: readonly (string | number)[] | undefined): Content =>
  view === undefined ? { ...values } : Object.fromEntries(view.map((name) => [name, values[name]]))

/** A server of one item that keeps to views and pauses, and answers when it is told to. */
const oneItemServer = (session: FakeSession, values: Record<string, number>) => {
  const queue: (ClientMessage | boolean)[] = []
  const stream = {
    id: 0,
    view: undefined as readonly (string | number)[] | undefined,
    paused: false,
  }
  let allPaused = session.pauses.at(-1) === true
  session.onSend = (message) => queue.push(message)
  session.pause = (paused) => queue.push(paused)
  const isPaused = (): boolean => stream.paused || allPaused
  return {
    stream,
    isPaused,
    serveOne: (): boolean => {
      const message = queue.shift()
      if (message === undefined) return false
      if (typeof message === 'boolean') {
        allPaused = message
        // It resumes everything, those streams that were paused by themselves as well.
        if (!message) stream.paused = false
      } else if ('Key' in message && !('Type' in message)) {
        stream.id = message.ID
        stream.view = session.login.views ? message.View : undefined
        stream.paused = message.Pause === true
        if (message.Refresh !== false) session.receive(refresh(stream.id, restricted(values, stream.view)))
      } else if ('ID' in message && [message.ID].flat().includes(stream.id)) {
        stream.id = 0
      }
      return true
    },
    change: (name: string, value: number): void => {
      values[name] = value
      const seen = stream.view === undefined || stream.view.includes(name)
      if (stream.id !== 0 && !isPaused() && seen) session.receive(update(stream.id, { [name]: value }))
    },
  }
}

const optionsOf = (
  view: readonly string[] | undefined,
  cache: boolean,
  pauseWhile: Observable<boolean>,
): ItemOptions => ({ ...(view === undefined ? {} : { view }), cache, pauseWhile })

/** What a subscriber makes of its events, and those that it should not have got. */
const follower = (view: readonly string[] | undefined, cache: boolean) => {
  const pause = new BehaviorSubject(false)
  return {
    pause,
    options: new BehaviorSubject(optionsOf(view, cache, pause)),
    view,
    image: undefined as Content | undefined,
    intruders: [] as ItemEvent[],
    leave: (): void => undefined,
  }
}

const take = (one: ReturnType<typeof follower>, event: ItemEvent, values: Content, paused: boolean): void => {
  if (event.type === 'status') return
  const early = one.image === undefined && event.type !== 'refresh'
  const foreign =
    one.view !== undefined && !Object.keys(event.fields).every((name) => one.view?.includes(name))
  const fromCache = event.type === 'refresh' && event.message === undefined && event.stale === false
  const old = fromCache && names.some((name) => name in event.fields && event.fields[name] !== values[name])
  const lacking = fromCache && Object.keys(event.fields).length < (one.view ?? names).length
  if (early || old || lacking || foreign || (paused && one.image !== undefined)) one.intruders.push(event)
  one.image = event.type === 'refresh' ? event.fields : { ...one.image, ...event.fields }
}

const fields = fc.subarray(names, { minLength: 1 })
const view = fc.oneof({ weight: 4, arbitrary: fields }, { weight: 1, arbitrary: fc.constant(undefined) })
const number = fc.nat(3)
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('join' as const), view, cache: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('leave' as const), number }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('view' as const), number, view, cache: fc.boolean() }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pause' as const), number, paused: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pause all' as const), paused: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('change' as const), number }) },
  { weight: 2, arbitrary: fc.constant({ do: 'tick' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'serve' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'outage' as const }) },
  { weight: 3, arbitrary: fc.constant({ do: 'quiet' as const }) },
)

describe('subscribers of one item', () => {
  it('each have exactly their own fields, up to date, and the server is asked for no more (any interleaving)', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 40, size: 'max' }),
        fc.boolean(),
        fc.boolean(),
        (steps, pauseResume, views) => {
          withItems(
            ({ items, session: firstSession, serving: firstServing, serve, advance }) => {
              const values: Record<string, number> = Object.fromEntries(names.map((name) => [name, 0]))
              let serving = firstServing
              let server = oneItemServer(firstSession, values)
              const everything = new BehaviorSubject(false)
              items.pauseWhile(everything).subscribe()
              let count = 0
              const followers: ReturnType<typeof follower>[] = []

              const settle = (): void => {
                for (let round = 0; round < 50; round++) {
                  advance(0)
                  if (!server.serveOne()) return
                }
                expect.fail('client and server never come to rest')
              }

              const check = (): void => {
                settle()
                for (const one of followers) {
                  expect(one.intruders, 'content that it should not have got').toEqual([])
                  expect(one.image, 'a first image').toBeDefined()
                  if (!one.pause.value && !everything.value)
                    expect(one.image).toEqual(restricted(values, one.view))
                }
                if (followers.length === 0) {
                  expect(server.stream.id, 'closed').toBe(0)
                  return
                }
                expect(server.isPaused()).toBe(
                  pauseResume && (everything.value || followers.every(({ pause }) => pause.value)),
                )
                if (!views) return
                const wanted = followers.some((one) => one.view === undefined)
                  ? undefined
                  : new Set(followers.flatMap((one) => one.view ?? []))
                expect(server.stream.view && new Set(server.stream.view)).toEqual(wanted)
              }

              for (const next of steps) {
                switch (next.do) {
                  case 'join': {
                    const one = follower(next.view, next.cache)
                    followers.push(one)
                    const seen = observe(askFor(items, 'EUR=', one.options), (event) => {
                      take(one, event, values, one.pause.value || everything.value)
                    })
                    one.leave = () => {
                      seen.subscription.unsubscribe()
                    }
                    break
                  }
                  case 'leave':
                    followers.splice(next.number % Math.max(1, followers.length), 1)[0]?.leave()
                    break
                  case 'view': {
                    const one = followers[next.number % Math.max(1, followers.length)]
                    if (one === undefined) break
                    one.view = next.view
                    // Fields that it wants no more are not part of what it has.
                    if (one.image !== undefined && next.view !== undefined) {
                      const { image } = one
                      one.image = Object.fromEntries(
                        Object.entries(image).filter(([name]) => next.view?.includes(name)),
                      )
                    }
                    one.options.next(optionsOf(next.view, next.cache, one.pause))
                    break
                  }
                  case 'pause':
                    followers[next.number % Math.max(1, followers.length)]?.pause.next(next.paused)
                    break
                  case 'pause all':
                    everything.next(next.paused)
                    break
                  case 'change':
                    server.change(names[next.number % names.length]!, (count += 1))
                    break
                  case 'tick':
                    advance(0)
                    break
                  case 'serve':
                    server.serveOne()
                    break
                  case 'outage': {
                    serving.unsubscribe()
                    items.outage(new ConnectionError('connection-lost', 'the connection was lost'))
                    const fresh = serve({ pauseResume, views })
                    serving = fresh.serving
                    server = oneItemServer(fresh.session, values)
                    break
                  }
                  case 'quiet':
                    check()
                }
              }
              check()
              for (const one of followers.splice(0)) one.leave()
              check()
              serving.unsubscribe()
            },
            { login: { pauseResume, views } },
          )
        },
      ),
      { numRuns: 500 },
    )
  })
})

const key = fc.constantFrom('K', 'L', '__proto__', 'constructor')
const entry = fc.oneof(
  fc.record({ Action: fc.constantFrom('Add', 'Update'), Key: key, Fields: fc.record({ X: number }) }),
  fc.record({ Action: fc.constant('Add'), Key: key, Fields: fc.record({ Y: number }) }),
  fc.record({ Action: fc.constant('Delete'), Key: key }),
)
const flag = fc.constantFrom(undefined, true, false)
const bookMessage = fc.oneof(
  fc.record({
    Type: fc.constant('Refresh'),
    Entries: fc.array(entry, { maxLength: 4 }),
    Complete: flag,
    ClearCache: flag,
    PartNumber: fc.constantFrom(undefined, undefined, 0, 1),
  }),
  fc.record({
    Type: fc.constant('Update'),
    Entries: fc.array(entry, { maxLength: 4 }),
    DoNotCache: fc.constantFrom(undefined, undefined, true),
  }),
  fc.record({ Type: fc.constant('Status'), ClearCache: fc.constantFrom(undefined, undefined, true) }),
)

type Levels = Map<string, Record<string, unknown>>
interface Change {
  readonly Action: string
  readonly Key: string
  readonly Fields?: object
}

const apply = (levels: Levels, changes: readonly Change[]): void => {
  for (const { Action, Key, Fields } of changes) {
    if (Action === 'Add') levels.set(Key, { ...Fields })
    else if (Action === 'Update' && levels.has(Key)) levels.set(Key, { ...levels.get(Key), ...Fields })
    else if (Action === 'Delete') levels.delete(Key)
  }
}

const changesOf = (event: ItemEvent): readonly Change[] =>
  event.type === 'status' ? [] : ((event.content?.Map?.Entries ?? []) as readonly Change[])

describe('a late subscriber of a book', () => {
  it('has what one has who followed from the start (any sequence of messages)', () => {
    fc.assert(
      fc.property(fc.array(bookMessage, { maxLength: 15, size: 'max' }), (messages) => {
        withItems(({ open, session }) => {
          const first = open('VOD.L', { domain: 'MarketByOrder' })
          const levels: Levels = new Map()
          let partial = false
          let read = 0
          for (const { Type, ...members } of messages) {
            const { Entries, ...flags } = { Entries: undefined, ...members }
            const map = Entries === undefined ? {} : { Map: { KeyType: 'AsciiString', Entries } }
            session.receive(JSON.parse(JSON.stringify({ ID: first.id, Type, ...flags, ...map })) as object)
            if (Type === 'Status' && 'ClearCache' in flags && flags.ClearCache === true) levels.clear()
            for (; read < first.values.length; read++) {
              const event = first.values[read]!
              if (event.type === 'refresh') {
                const { PartNumber, ClearCache } = event.message ?? {}
                const restarted = partial && PartNumber === 0
                if (restarted || (!partial && ClearCache !== false)) levels.clear()
                partial = !event.complete
              }
              const kept = event.type !== 'update' || event.message?.DoNotCache !== true
              if (kept) apply(levels, changesOf(event))
            }
          }
          const late = open('VOD.L', { domain: 'MarketByOrder' })
          const [image] = late.values
          const given: Levels = new Map()
          if (image !== undefined) {
            expect(image).toMatchObject({ type: 'refresh', complete: !partial })
            apply(given, changesOf(image))
          }
          const sorted = (all: Levels): unknown[] => [...all].sort(([a], [b]) => (a < b ? -1 : 1))
          expect(sorted(given)).toEqual(sorted(levels))
        })
      }),
      { numRuns: 500 },
    )
  })
})
