import fc from 'fast-check'
import { Observable, Subject } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { ItemError } from '../../../src/errors.js'
import type { ItemEvent } from '../../../src/item/item-event.js'
import { toChain } from '../../../src/operators/to-chain.js'
import { refreshEvent } from '../../support/item-events.js'
import { observe } from '../../support/observe.js'
import { checkSteps, fieldsOf, namesOf, recordOf, sortedProblems } from './support.js'

/** What a server has under a name: a record, another item, or nothing. */
interface Served {
  readonly links: readonly string[]
  readonly next: string
  readonly kind: 'record' | 'price' | 'missing'
}

type Server = Map<string, Served>

const records = ['0#X', '1#X', '2#X', '3#X', '0#Y', '1#Y', 'Z']
const leaves = ['A', 'B', 'C', 'D', 'E', '__proto__']
const expand = (name: string): boolean => name.startsWith('0#')

const served: fc.Arbitrary<Served> = fc.record({
  links: fc.array(fc.constantFrom(...leaves, '', '0#X', '0#Y', '1#X'), { maxLength: 6 }),
  next: fc.constantFrom('', '', ...records, 'NOWHERE'),
  kind: fc.constantFrom('record', 'record', 'record', 'record', 'price', 'missing'),
})
const server: fc.Arbitrary<Server> = fc
  .tuple(...records.map(() => served))
  .map((all) => new Map(all.map((one, index) => [records[index]!, one])))

/** What a chain is, worked out from what the server has, in the plainest way. */
const modelOf = (all: Server) => {
  const members = new Set<string>()
  const visited = new Set<string>()
  const problems: string[] = []
  const visit = (name: string, as: 'next' | 'nested'): void => {
    if (visited.has(name)) return
    visited.add(name)
    const { kind, links, next } = all.get(name) ?? { kind: 'missing', links: [], next: '' }
    if (kind === 'missing') problems.push(`${name} closed`)
    if (kind === 'price' && as === 'next') problems.push(`${name} no-chain`)
    if (kind !== 'record') {
      if (as === 'nested') members.add(name)
      return
    }
    for (const link of links) {
      if (link === '') continue
      if (expand(link)) visit(link, 'nested')
      else members.add(link)
    }
    if (next === '') return
    if (visited.has(next)) problems.push(`${name} cycle`)
    else visit(next, 'next')
  }
  visit('0#X', 'next')
  return { members: [...members], visited: [...visited].sort(), problems: problems.sort() }
}

const eventOf = (name: string, { kind, links, next }: Served): ItemEvent =>
  kind === 'record' ? recordOf(name, links, next) : refreshEvent({ BID: 1 }, { name })

/** Streams of what a server has; what is not served at once is answered when the test says so. */
const feed = (all: Server, atOnce: (name: string) => boolean) => {
  const waiting: { readonly name: string; readonly answer: () => void }[] = []
  const open = new Map<string, Subject<ItemEvent>>()
  let opened = 0
  const item = (name: string): Observable<ItemEvent> =>
    new Observable((subscriber) => {
      if (open.has(name)) throw new Error(`${name} is open already`)
      opened++
      const subject = new Subject<ItemEvent>()
      open.set(name, subject)
      subject.subscribe(subscriber)
      const answer = (): void => {
        const one = all.get(name)
        if (!one || one.kind === 'missing') subject.error(new ItemError('item-closed', name, name))
        else subject.next(eventOf(name, one))
      }
      if (atOnce(name)) answer()
      else waiting.push({ name, answer })
      return () => {
        open.delete(name)
        const at = waiting.findIndex((one) => one.name === name)
        if (at >= 0) waiting.splice(at, 1)
      }
    })
  return { item, waiting, open, opened: () => opened }
}

/** The first record is there, since without it there is no chain. */
const begin = (all: Server): void => {
  const first = all.get('0#X')!
  all.set('0#X', { ...first, kind: 'record' })
}

describe('a chain of any shape', () => {
  const order = fc.infiniteStream(fc.nat())
  const atOnce = fc.uniqueArray(fc.constantFrom(...records))

  it('does not end, or is not what its records say', () => {
    fc.assert(
      fc.property(server, order, atOnce, fc.nat(3), (all, picks, quick, ahead) => {
        begin(all)
        const { item, waiting, open } = feed(all, (name) => quick.includes(name))
        const seen = observe(item('0#X').pipe(toChain(item, { ahead, expand })))
        let steps = 0
        while (waiting.length > 0) {
          expect(++steps).toBeLessThan(200)
          const pick = (picks.next().value as number) % waiting.length
          waiting.splice(pick, 1)[0]!.answer()
        }
        const last = seen.values.at(-1)!
        const model = modelOf(all)
        expect(namesOf(last)).toEqual(model.members)
        expect(last.pending).toEqual([])
        expect(sortedProblems(last)).toEqual(model.problems)
        const alive = model.visited.filter((name) => (all.get(name)?.kind ?? 'missing') !== 'missing')
        expect([...open.keys()].sort()).toEqual(alive)
        checkSteps(seen.values)
        expect([seen.errors, seen.completions]).toEqual([0, 0])
        seen.subscription.unsubscribe()
        expect(open.size).toBe(0)
      }),
      { numRuns: 400 },
    )
  })

  it('is not what its records say after changes in the midst of loading', () => {
    const change = fc.record({ name: fc.constantFrom(...records), served })
    fc.assert(
      fc.property(
        server,
        order,
        atOnce,
        fc.array(change, { maxLength: 12 }),
        (all, picks, quick, changes) => {
          // What is refused is not asked for again, so here nothing is.
          for (const [name, one] of all) if (one.kind === 'missing') all.set(name, { ...one, kind: 'record' })
          all.set('NOWHERE', { links: ['N'], next: '', kind: 'record' })
          begin(all)
          const { item, waiting, open } = feed(all, (name) => quick.includes(name))
          const seen = observe(item('0#X').pipe(toChain(item, { ahead: 1, expand })))
          const answerOne = (): void => {
            const pick = (picks.next().value as number) % waiting.length
            waiting.splice(pick, 1)[0]?.answer()
          }
          for (const { name, served: next } of changes) {
            all.set(name, { ...next, kind: 'record' })
            const answered = !waiting.some((one) => one.name === name)
            if (answered) open.get(name)?.next(eventOf(name, all.get(name)!))
            answerOne()
          }
          // A wrong guess is answered, too, before it is left.
          for (let steps = 0; waiting.length > 0; steps++) {
            expect(steps).toBeLessThan(200)
            const one = waiting[0]!
            if (all.has(one.name)) answerOne()
            else waiting.splice(0, 1)
          }
          const last = seen.values.at(-1)!
          const model = modelOf(all)
          expect(namesOf(last)).toEqual(model.members)
          expect(sortedProblems(last)).toEqual(model.problems)
          checkSteps(seen.values)
          seen.subscription.unsubscribe()
        },
      ),
      { numRuns: 400 },
    )
  })

  it('that goes on for ever is not given up', () => {
    const endless = (name: string): Observable<ItemEvent> =>
      new Observable((subscriber) => {
        const number = Number(name.slice(1))
        subscriber.next(refreshEvent(fieldsOf([`M${number}`], `R${number + 1}`), { name }))
      })
    const { values } = observe(endless('R0').pipe(toChain(endless, { maxRecords: 50 })))
    expect(values.at(-1)!.members.size).toBe(50)
    expect(values.at(-1)!.problems).toMatchObject([{ code: 'limit', record: 'R50' }])
  })
})

describe('a chain in good order', () => {
  it('is not its members in order, whichever record arrives when', () => {
    const names = fc.uniqueArray(
      fc.string({ minLength: 1, maxLength: 4 }).filter((name) => name.trim() === name),
      {
        maxLength: 80,
      },
    )
    fc.assert(
      fc.property(names, fc.nat(20), fc.infiniteStream(fc.nat()), (members, ahead, picks) => {
        const all: Server = new Map()
        const count = Math.max(1, Math.ceil(members.length / 14))
        const nameOf = (index: number): string => `${index.toString(16).toUpperCase()}#X`
        for (let index = 0; index < count; index++) {
          const next = index + 1 < count ? nameOf(index + 1) : ''
          all.set(nameOf(index), { links: members.slice(index * 14, index * 14 + 14), next, kind: 'record' })
        }
        const { item, waiting, opened } = feed(all, () => false)
        const seen = observe(item('0#X').pipe(toChain(item, { ahead })))
        while (waiting.length > 0) {
          waiting.splice((picks.next().value as number) % waiting.length, 1)[0]!.answer()
        }
        const last = seen.values.at(-1)!
        expect(namesOf(last)).toEqual(members)
        expect(last).toMatchObject({ complete: true, problems: [] })
        expect(seen.values.filter(({ moved, removed }) => moved.length + removed.length > 0)).toEqual([])
        if (ahead === 0) expect(opened()).toBe(count)
      }),
    )
  })
})
