import fc from 'fast-check'
import { Observable, Subject } from 'rxjs'
import { expect, it } from 'vitest'
import { ItemError } from '../../../src/errors.js'
import type { ItemEvent } from '../../../src/item/item-event.js'
import type { Chain } from '../../../src/operators/chain/chain.js'
import { toChain } from '../../../src/operators/to-chain.js'
import { openOk } from '../../../src/wire/state.js'
import { updateEvent } from '../../support/item-events.js'
import { observe } from '../../support/observe.js'
import { checkSteps, namesOf, recordOf, sortedProblems, staleOf } from './support.js'

/** What was said of a record last. */
interface Life {
  readonly subject: Subject<ItemEvent>
  links: readonly string[]
  next: string
  told: boolean
  read: boolean
  staleSince: number | undefined
  /** Who ended it, if anybody did. */
  ended: 'no' | 'the server' | 'itself'
}

const first = '0#X'
const expand = (name: string): boolean => name.startsWith('0#')

/** What befalls one of the records that are open, which is picked by a number. */
const incident = fc.record({
  pick: fc.nat(100),
  kind: fc.constantFrom(
    ...(['refresh', 'refresh', 'refresh', 'relink', 'shift', 'stale', 'live', 'clear'] as const),
    ...(['fail', 'close', 'complete', 'outage', 'recover'] as const),
  ),
  links: fc.array(fc.constantFrom('A', 'B', 'C', 'D', '__proto__', '', '0#Y', '1#X'), { maxLength: 5 }),
  next: fc.constantFrom('', '1#X', '2#X', '9#X', 'A#X', '0#Y', first),
})

/** What a chain is, worked out from what its records said, in the plainest way. */
const modelOf = (lives: ReadonlyMap<string, Life>, maxRecords: number) => {
  const members = new Set<string>()
  const wanted = new Set<string>()
  const pending: string[] = []
  const problems = new Set<string>()
  let staleSince = Infinity
  const visit = (name: string, from: string, nested: boolean): void => {
    if (wanted.has(name)) {
      if (!nested) problems.add(`${from} cycle`)
      return
    }
    if (wanted.size >= maxRecords) {
      if (![...problems].some((one) => one.endsWith('limit'))) problems.add(`${name} limit`)
      return
    }
    wanted.add(name)
    const life = lives.get(name)
    if (life?.told && life.staleSince !== undefined && (life.read || life.ended === 'no'))
      staleSince = Math.min(staleSince, life.staleSince)
    if (!life || (!life.read && life.ended === 'no')) {
      pending.push(name)
      return
    }
    if (life.ended === 'the server' || !life.read) problems.add(`${name} closed`)
    if (life.read) {
      for (const link of life.links) {
        if (expand(link)) visit(link, name, true)
        else if (link !== '') members.add(link)
      }
      if (life.next !== '') visit(life.next, name, false)
    } else if (nested) members.add(name)
  }
  visit(first, first, false)
  return { members: [...members], wanted, pending, problems: [...problems].sort(), staleSince }
}

/** Streams of records, of which each is open once at most. */
const streams = () => {
  const lives = new Map<string, Life>()
  const open = (name: string): Observable<ItemEvent> =>
    new Observable((subscriber) => {
      expect(lives.get(name)?.subject.observed ?? false).toBe(false)
      const none = { links: [], next: '', told: false, read: false, staleSince: undefined } as const
      const life: Life = { subject: new Subject(), ended: 'no', ...none }
      lives.set(name, life)
      return life.subject.subscribe(subscriber)
    })
  return { lives, open, alive: () => [...lives].filter(([, { subject }]) => subject.observed) }
}

const refresh = (name: string, life: Life, now: number): void => {
  const { staleSince, subject, links, next } = life
  life.told = true
  life.read = true
  life.staleSince = undefined
  subject.next(
    recordOf(name, links, next, staleSince === undefined ? {} : { recovered: { awayMs: now - staleSince } }),
  )
}
const fallStale = (name: string, life: Life, now: number, cleared = false): void => {
  life.told = true
  life.staleSince ??= now
  life.read &&= !cleared
  life.subject.next({ ...staleOf(name, life.staleSince), ...(cleared ? { cleared } : {}) })
}
const close = (name: string, life: Life): void => {
  const stale = life.staleSince === undefined ? false : staleOf(name, life.staleSince).stale
  const state = { ...openOk, stream: 'Closed', data: stale ? 'Suspect' : 'Ok' } as const
  life.told = true
  life.ended = 'the server'
  life.subject.next({ name, service: 'S', type: 'status', state, stale })
  life.subject.complete()
}

type Incident = typeof incident extends fc.Arbitrary<infer T> ? T : never

const befall = (name: string, life: Life, { kind, links, next, pick }: Incident, now: number): void => {
  // The first one ends the chain, which shall not be over before it has begun.
  const mayEnd = name !== first || pick % 7 === 0
  const says = { stale: life.staleSince === undefined ? false : staleOf(name, life.staleSince).stale }
  switch (kind) {
    case 'refresh':
      Object.assign(life, { links, next })
      refresh(name, life, now)
      break
    case 'relink':
      if (!life.read) break
      life.links = [links[0] ?? '', ...life.links.slice(1)]
      if (life.links.length > 1)
        life.subject.next(updateEvent({ LONGLINK1: links[0] ?? '' }, { name, ...says }))
      else refresh(name, life, now)
      break
    case 'shift':
      if (!life.read) break
      life.next = next
      life.subject.next(updateEvent({ LONGNEXTLR: next }, { name, ...says }))
      break
    case 'live':
      life.told = true
      life.staleSince = undefined
      life.subject.next({ name, service: 'S', type: 'status', state: openOk, stale: false })
      break
    case 'fail':
      if (!mayEnd) break
      life.ended = 'the server'
      life.subject.error(new ItemError('item-closed', 'closed', name))
      break
    case 'complete':
      // An item that is no snapshot does not end like one, and the end of the first is that of the others.
      if (!life.read || name === first) break
      life.ended = 'itself'
      life.subject.complete()
      break
    case 'stale':
    case 'clear':
      fallStale(name, life, now, kind === 'clear')
      break
    case 'close':
      if (mayEnd) close(name, life)
      break
    default:
  }
}

it('a chain is not what its records say, whatever befalls them', () => {
  const setting = fc.record({ ahead: fc.nat(3), maxRecords: fc.constantFrom(4, 100) })
  fc.assert(
    fc.property(fc.array(incident, { maxLength: 40, size: 'max' }), setting, (incidents, options) => {
      const { lives, open, alive } = streams()
      const seen = observe(open(first).pipe(toChain(open, { ...options, expand })))
      let since = Infinity
      incidents.forEach((one, now) => {
        const there = alive()
        const [name, life] = there[one.pick % there.length] ?? []
        if (name === undefined || life === undefined) return
        if (one.kind === 'outage') for (const each of there) fallStale(...each, now)
        else if (one.kind === 'recover') for (const each of there) if (each[1].read) refresh(...each, now)
        befall(name, life, one, now)
        const chain = seen.values.at(-1)
        if (seen.errors + seen.completions > 0 || !chain) return
        const model = modelOf(lives, options.maxRecords)
        since = model.staleSince === Infinity ? Infinity : Math.min(since, model.staleSince)
        expect(wordsOf(chain)).toEqual({
          members: model.members,
          pending: model.pending,
          problems: model.problems,
          staleSince: since,
        })
        const names = alive().map(([each]) => each)
        expect(names.length).toBeLessThanOrEqual(options.maxRecords)
        for (const each of model.wanted) if (lives.get(each)?.ended === 'no') expect(names).toContain(each)
      })
      const ended = lives.get(first)?.ended !== 'no'
      expect(seen.errors + seen.completions).toBe(ended ? 1 : 0)
      seen.subscription.unsubscribe()
      expect(alive()).toEqual([])
      checkSteps(seen.values)
    }),
    { numRuns: 300 },
  )
})

const wordsOf = (chain: Chain) => ({
  members: namesOf(chain),
  pending: chain.pending,
  problems: sortedProblems(chain),
  staleSince: chain.stale === false ? Infinity : chain.stale.since,
})
