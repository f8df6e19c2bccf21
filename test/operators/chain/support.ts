import { type Observable, Subject } from 'rxjs'
import { expect } from 'vitest'
import { ItemError } from '../../../src/errors.js'
import type { ItemEvent, RefreshEvent, StatusEvent } from '../../../src/item/item-event.js'
import type { Chain, ChainOptions } from '../../../src/operators/chain/chain.js'
import { toChain } from '../../../src/operators/to-chain.js'
import { openOk, openSuspect } from '../../../src/wire/state.js'
import { refreshEvent, updateEvent } from '../../support/item-events.js'
import { observe } from '../../support/observe.js'

/** The fields of a record of the template with names of medium length. */
export const fieldsOf = (links: readonly string[], next = ''): Record<string, string | number> => ({
  REF_COUNT: links.length,
  ...Object.fromEntries(
    Array.from({ length: 14 }, (_, index) => [`LONGLINK${index + 1}`, links[index] ?? '']),
  ),
  LONGPREVLR: '',
  LONGNEXTLR: next,
})

/** A record as it is asked for first. */
export const recordOf = (
  name: string,
  links: readonly string[],
  next = '',
  more: Partial<RefreshEvent> = {},
): RefreshEvent => refreshEvent(fieldsOf(links, next), { name, ...more })

/** A status that calls a record stale. */
export const staleOf = (name: string, since: number, text = 'away'): StatusEvent => ({
  name,
  service: 'S',
  type: 'status',
  state: openSuspect(text),
  stale: { since, cause: { code: 'None', text } },
})

/** The names of the members, in order. */
export const namesOf = ({ members }: Chain): readonly string[] => [...members.keys()]

/** What was told of a change must make the new list of the old one. */
export const checkSteps = (chains: readonly Chain[]): void => {
  let before: readonly string[] = []
  for (const chain of chains) {
    const { added, removed, moved } = chain
    const now = namesOf(chain)
    expect(new Set(now).size).toBe(now.length)
    expect([...before.filter((name) => !removed.includes(name)), ...added].sort()).toEqual([...now].sort())
    const still = (names: readonly string[]): readonly string[] =>
      names.filter((name) => ![...added, ...removed, ...moved].includes(name))
    expect(still(now)).toEqual(still(before))
    expect([...chain.members.values()].map(({ position }) => position)).toEqual([...now.keys()])
    expect(chain.complete).toBe(chain.pending.length === 0 && chain.problems.length === 0)
    before = now
  }
}

/** What is wrong with a chain, in any order. */
export const sortedProblems = ({ problems }: Chain): readonly string[] =>
  problems.map(({ record, code }) => `${record} ${code}`).sort()

/** A bench: a chain that starts with the record `0#X`, and records that can be made to speak. */
export const bench = (options?: ChainOptions, first = '0#X') => {
  const opened: string[] = []
  const subjects = new Map<string, Subject<ItemEvent>>()
  const open = (name: string): Observable<ItemEvent> => {
    opened.push(name)
    const subject = new Subject<ItemEvent>()
    subjects.set(name, subject)
    return subject
  }
  const seen = observe(open(first).pipe(toChain(open, options)))
  opened.pop()
  const subject = (name: string): Subject<ItemEvent> => {
    const known = subjects.get(name)
    if (known === undefined) throw new Error(`${name} was not opened`)
    return known
  }
  return {
    seen,
    /** Names of the records that were opened, in order, but for the first. */
    opened,
    /** Names of the records that are open. */
    open: () => [...subjects].filter(([, one]) => one.observed).map(([name]) => name),
    last: (): Chain => {
      const chain = seen.values.at(-1)
      if (chain === undefined) throw new Error('nothing was told')
      return chain
    },
    refresh: (name: string, links: readonly string[], next = '', more: Partial<RefreshEvent> = {}) => {
      subject(name).next(recordOf(name, links, next, more))
    },
    update: (name: string, fields: object) => {
      subject(name).next(updateEvent(fields, { name }))
    },
    status: (event: StatusEvent) => {
      subject(event.name).next(event)
    },
    live: (name: string) => {
      subject(name).next({ name, service: 'S', type: 'status', state: openOk, stale: false })
    },
    close: (name: string, error: Error = new ItemError('item-closed', `the server closed ${name}`, name)) => {
      subject(name).error(error)
    },
    complete: (name: string) => {
      subject(name).complete()
    },
  }
}
