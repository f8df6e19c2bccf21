import { NEVER, Observable, Subject, concat, finalize, map, of, take } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { ItemError, UsageError } from '../../src/errors.js'
import type { ItemEvent, StatusEvent } from '../../src/item/item-event.js'
import type { Chain } from '../../src/operators/chain/chain.js'
import { toChain } from '../../src/operators/to-chain.js'
import { toItems } from '../../src/operators/to-items.js'
import type { State } from '../../src/wire/state.js'
import { refreshEvent, updateEvent } from '../support/item-events.js'
import { marbles, virtually } from '../support/marbles.js'
import { observe } from '../support/observe.js'
import { bench, fieldsOf, namesOf, recordOf, staleOf } from './chain/support.js'

describe('toChain', () => {
  it('gives the members of all records in order, and says when these are all', () => {
    marbles(({ hot, cold, expectObservable, expectSubscriptions }) => {
      const first = hot(' --a-------', { a: recordOf('0#X', ['A', 'B'], '1#X') })
      const second = cold(' ---b----', { b: recordOf('1#X', ['C'], '') })
      const told = first.pipe(
        toChain(() => second),
        map((chain) => [...namesOf(chain), chain.complete].join(' ')),
      )
      expectObservable(told, '^--------!').toBe('--x--y', { x: 'A B false', y: 'A B C true' })
      expectSubscriptions(second.subscriptions).toBe('--^------!')
    })
  })

  it('tells where a member stands, which records there are and which are awaited', () => {
    const { refresh, last } = bench()
    refresh('0#X', ['A', 'B'], '1#X')
    expect(last()).toMatchObject({ records: ['0#X'], pending: ['1#X'], problems: [], complete: false })
    refresh('1#X', ['C'])
    expect(last()).toMatchObject({ records: ['0#X', '1#X'], pending: [], complete: true, added: ['C'] })
    expect(last().members.get('C')).toEqual({ position: 2, record: '1#X' })
  })

  it('tells who came, who went and who moved, and no more than moved', () => {
    const { refresh, update, last } = bench()
    refresh('0#X', ['A', 'B', 'C', 'D'])
    expect(last()).toMatchObject({ added: ['A', 'B', 'C', 'D'], removed: [], moved: [] })
    update('0#X', { LONGLINK1: 'D', LONGLINK2: 'A', LONGLINK3: 'B', LONGLINK4: 'C' })
    expect(last()).toMatchObject({ added: [], removed: [], moved: ['D'] })
    update('0#X', { LONGLINK2: 'E' })
    expect(last()).toMatchObject({ added: ['E'], removed: ['A'], moved: [] })
    expect(namesOf(last())).toEqual(['D', 'E', 'B', 'C'])
  })

  it('never changes what it has given, and gives the same members where they are the same', () => {
    const { refresh, update, status, seen } = bench()
    refresh('0#X', ['A', 'B'])
    status(staleOf('0#X', 7))
    update('0#X', { LONGLINK1: 'Z' })
    expect(seen.values.map(namesOf)).toEqual([['A', 'B'], ['A', 'B'], ['Z', 'B']]) // prettier-ignore
    expect(seen.values[1]?.members).toBe(seen.values[0]?.members)
    expect(seen.values[1]).toMatchObject({ added: [], removed: [], moved: [] })
  })

  it('tells nothing when nothing is different', () => {
    const { refresh, update, seen } = bench()
    refresh('0#X', ['A'])
    update('0#X', { TIMACT: '10:00:00' })
    update('0#X', { LONGLINK9: 'beyond those in use' })
    refresh('0#X', ['A'])
    expect(seen.values).toHaveLength(1)
  })

  it('takes no link that is blank, not in use or there already for a member', () => {
    const { refresh, update, last } = bench()
    refresh('0#X', ['A', '', 'A', ' B '], '')
    expect(namesOf(last())).toEqual(['A', 'B'])
    update('0#X', { LONGLINK2: null, REF_COUNT: 3 })
    expect(namesOf(last())).toEqual(['A'])
    expect(last().removed).toEqual(['B'])
  })

  it('leaves records that are no part of the chain any more, and opens those that are new', () => {
    const { refresh, update, opened, open, last } = bench()
    refresh('0#X', ['A'], '1#X')
    refresh('1#X', ['B'], '2#X')
    refresh('2#X', ['C'])
    update('0#X', { LONGNEXTLR: '' })
    expect([open(), namesOf(last()), last().removed]).toEqual([['0#X'], ['A'], ['B', 'C']])
    update('0#X', { LONGNEXTLR: '1#X' })
    expect(opened).toEqual(['1#X', '2#X', '1#X'])
    expect(last()).toMatchObject({ pending: ['1#X'], complete: false })
  })

  it('goes on with the others when a record cannot be had, and says which and why', () => {
    const { refresh, status, close, last, seen } = bench()
    refresh('0#X', ['A'], '1#X')
    status(staleOf('1#X', 9, 'not found'))
    const error = new ItemError('item-closed', 'not found', '1#X')
    close('1#X', error)
    expect(seen.errors).toBe(0)
    expect(last()).toMatchObject({
      stale: false,
      complete: false,
      pending: [],
      problems: [{ record: '1#X', code: 'closed', text: 'not found', error }],
    })
    expect(namesOf(last())).toEqual(['A'])
  })

  it('keeps what is known of a record that is closed, and tells that it is stale', () => {
    const { refresh, status, close, last } = bench()
    refresh('0#X', ['A'], '1#X')
    refresh('1#X', ['B'], '2#X')
    refresh('2#X', ['C'])
    status(staleOf('1#X', 9, 'closed'))
    close('1#X')
    expect(namesOf(last())).toEqual(['A', 'B', 'C'])
    expect(last()).toMatchObject({ complete: false, stale: { since: 9 }, problems: [{ record: '1#X' }] })
  })

  it('opens a record that failed again when it left the chain and came back', () => {
    const { refresh, update, close, opened } = bench()
    refresh('0#X', ['A'], '1#X')
    close('1#X')
    update('0#X', { LONGLINK1: 'B' })
    expect(opened).toEqual(['1#X'])
    update('0#X', { LONGNEXTLR: '' })
    update('0#X', { LONGNEXTLR: '1#X' })
    expect(opened).toEqual(['1#X', '1#X'])
  })

  it('errors when the first record does, and with any other error', () => {
    const failed = bench()
    failed.refresh('0#X', ['A'], '1#X')
    failed.close('0#X')
    expect([failed.seen.errors, failed.open()]).toEqual([1, []])
    const broken = bench()
    broken.refresh('0#X', ['A'], '1#X')
    const error = new Error('all')
    broken.close('1#X', error)
    expect([broken.seen.error, broken.open()]).toEqual([error, []])
  })

  it('errors when a function of the application throws', () => {
    const thrown = () => {
      throw new Error('thrown')
    }
    const record = of(recordOf('0#X', ['A'], '1#X'))
    expect(observe(record.pipe(toChain(thrown)))).toMatchObject({ errors: 1 })
    expect(observe(record.pipe(toChain(() => NEVER, { expand: thrown })))).toMatchObject({ errors: 1 })
  })

  it('does not run in circles, and tells of the circle until it is mended', () => {
    const { refresh, update, last } = bench()
    refresh('0#X', ['A'], '1#X')
    refresh('1#X', ['B'], '0#X')
    expect(last()).toMatchObject({ complete: false, problems: [{ record: '1#X', code: 'cycle' }] })
    expect(namesOf(last())).toEqual(['A', 'B'])
    update('1#X', { LONGNEXTLR: null })
    expect(last()).toMatchObject({ complete: true, problems: [] })
  })

  it('does not follow itself', () => {
    const { refresh, last, opened } = bench()
    refresh('0#X', ['A'], '0#X')
    expect(last().problems).toMatchObject([{ record: '0#X', code: 'cycle' }])
    expect(opened).toEqual([])
  })

  it('follows no more records than it may, and says so', () => {
    const { refresh, last, opened } = bench({ maxRecords: 2, ahead: 5 })
    refresh('0#X', ['A'], '1#X')
    refresh('1#X', ['B'], '2#X')
    expect(opened).toEqual(['1#X'])
    expect(last().problems).toMatchObject([{ record: '2#X', code: 'limit' }])
  })

  it('says once that there are more records than it may follow', () => {
    const { refresh, last } = bench({ maxRecords: 1, expand: (name) => name.startsWith('0#') })
    refresh('0#X', ['0#Y', 'A', '0#Z'], '1#X')
    expect(last().problems).toMatchObject([{ record: '0#Y', code: 'limit' }])
    expect(namesOf(last())).toEqual(['A'])
  })

  it('tells which record names a member when another one does', () => {
    const { refresh, update, last } = bench()
    refresh('0#X', ['A', 'B'], '1#X')
    refresh('1#X', ['B', 'C'])
    update('0#X', { REF_COUNT: 1 })
    expect(last()).toMatchObject({ added: [], removed: [], moved: [] })
    expect(last().members.get('B')).toEqual({ position: 1, record: '1#X' })
  })

  it('takes in all that a record says at once', () => {
    const second = concat(of<ItemEvent[]>(recordOf('1#X', ['B']), staleOf('1#X', 4)), NEVER)
    const { values } = observe(of(recordOf('0#X', ['A'], '1#X')).pipe(toChain(() => second)))
    expect(values.map(namesOf)).toEqual([['A', 'B']])
    expect(values[0]).toMatchObject({ stale: { since: 4 } })
  })

  it('says of an item that is none that it is no chain', () => {
    const { update, last, seen } = bench()
    update('0#X', {})
    expect(last()).toMatchObject({ problems: [], pending: ['0#X'], complete: false })
    const { values } = observe(of(refreshEvent({})).pipe(toChain(() => NEVER)))
    expect(values).toMatchObject([{ problems: [{ record: 'EUR=', code: 'no-chain' }], complete: false }])
    expect(seen.errors).toBe(0)
  })

  it('waits for the last part of a record, and for a record that was taken back', () => {
    const { refresh, status, last, seen } = bench()
    refresh('0#X', ['A'], '', { complete: false })
    expect(seen.values).toEqual([])
    status(staleOf('0#X', 1))
    expect(last()).toMatchObject({ pending: ['0#X'], problems: [] })
    refresh('0#X', ['A'], '', { message: { ID: 2, Type: 'Refresh', DoNotCache: true } })
    expect(last()).toMatchObject({ pending: ['0#X'], problems: [] })
    refresh('0#X', ['A'])
    expect(last()).toMatchObject({ complete: true })
    status({ ...staleOf('0#X', 1), cleared: true })
    expect(last()).toMatchObject({ pending: ['0#X'], removed: ['A'], complete: false })
  })

  it.each([
    ['LINK_', 'NEXT_LR'],
    ['LONGLINK', 'LONGNEXTLR'],
    ['BR_LINK', 'BR_NEXTLR'],
  ])('reads records whose links are %s', (prefix, next) => {
    const fields = {
      REF_COUNT: 2,
      [`${prefix}1`]: 'A',
      [`${prefix}2`]: 'B',
      [`${prefix}3`]: 'C',
      [next]: 'N',
    }
    const { values } = observe(of(refreshEvent(fields)).pipe(toChain(() => NEVER)))
    expect(values.map(namesOf)).toEqual([['A', 'B']])
    expect(values[0]?.pending).toEqual(['N'])
  })

  it('gives the names and the layout that the feed has for displays', () => {
    const display = { DSPLY_NAME: 'FTSE 100   ', PREF_DISP: 0, PREV_DISP: null, RDNDISPLAY: 187 }
    const event = refreshEvent({ ...fieldsOf(['A']), ...display })
    const [chain] = observe(of(event).pipe(toChain(() => NEVER))).values
    expect(chain).toMatchObject({ displayName: 'FTSE 100', displayTemplate: 187 })
  })
})

describe('the health of a chain', () => {
  const whole = () => {
    const made = bench()
    made.refresh('0#X', ['A'], '1#X')
    made.refresh('1#X', ['B'])
    return made
  }
  const healthOf = ({ stale, recovered }: Chain): unknown => [
    stale !== false && stale.since,
    recovered?.awayMs,
  ]

  it('is bad while one record is stale, since the first was', () => {
    const { status, live, last } = whole()
    status(staleOf('1#X', 20, 'second'))
    expect(last()).toMatchObject({
      stale: { since: 20, cause: { text: 'second' } },
      state: { data: 'Suspect' },
    })
    status(staleOf('0#X', 30, 'first'))
    expect(last()).toMatchObject({ stale: { since: 20, cause: { text: 'second' } } })
    live('1#X')
    expect(last()).toMatchObject({ stale: { since: 20, cause: { text: 'first' } } })
    live('0#X')
    expect(last()).toMatchObject({ stale: false, state: { data: 'Ok' } })
  })

  it('is good again with the last refresh, which tells how long it was not', () => {
    const { status, refresh, seen } = whole()
    const before = seen.values.length
    status(staleOf('1#X', 20))
    status(staleOf('0#X', 30))
    refresh('1#X', ['B'], '', { recovered: { awayMs: 80 } })
    refresh('0#X', ['A'], '1#X', { recovered: { awayMs: 90 } })
    expect(seen.values.slice(before).map(healthOf)).toEqual([
      [20, undefined],
      [false, 100],
    ])
  })

  it('tells an outage of all records once, and its end once', () => {
    const { status, refresh, seen } = whole()
    const before = seen.values.length
    for (const name of ['0#X', '1#X']) status(staleOf(name, 20))
    refresh('0#X', ['A'], '1#X', { recovered: { awayMs: 80 } })
    refresh('1#X', ['B'], '', { recovered: { awayMs: 85 } })
    expect(seen.values.slice(before).map(healthOf)).toEqual([
      [20, undefined],
      [false, 85],
    ])
  })

  it('is good again without a word of how long it was not, where no refresh ended that', () => {
    const { status, refresh, live, last } = whole()
    status(staleOf('0#X', 10))
    status(staleOf('1#X', 20))
    refresh('1#X', ['B'], '', { recovered: { awayMs: 10 } })
    live('0#X')
    expect(healthOf(last())).toEqual([false, undefined])
    status(staleOf('1#X', 25))
    live('1#X')
    expect(healthOf(last())).toEqual([false, undefined])
  })

  it('is good when what was stale is no part of it any more', () => {
    const { status, update, last } = whole()
    status(staleOf('1#X', 20))
    update('0#X', { LONGNEXTLR: '' })
    expect(healthOf(last())).toEqual([false, undefined])
  })
})

describe('the end of a chain', () => {
  const closed: State = { stream: 'Closed', data: 'Ok', code: 'None', text: '' }
  const closedLive = (name: string): StatusEvent => ({
    ...staleOf(name, 5),
    state: closed,
    stale: false,
  })
  const closedStale = (name: string): StatusEvent => ({
    ...staleOf(name, 5),
    state: { ...closed, data: 'Suspect' },
  })

  it('comes, for snapshots, when all records are there', () => {
    const { refresh, complete, seen } = bench()
    refresh('0#X', ['A'], '1#X')
    complete('0#X')
    expect(seen.completions).toBe(0)
    refresh('1#X', ['B'])
    complete('1#X')
    expect([seen.completions, seen.values.at(-1)?.complete]).toEqual([1, true])
  })

  it('comes, for snapshots, also when one record fails', () => {
    const { refresh, complete, close, seen } = bench()
    refresh('0#X', ['A'], '1#X')
    complete('0#X')
    close('1#X')
    expect([seen.completions, seen.values.at(-1)?.complete]).toEqual([1, false])
  })

  it.each([
    ['stale', closedStale],
    ['live', closedLive],
  ])('comes when the first record is closed in good order, and %s', (_, closing) => {
    const { refresh, status, complete, last, seen, open } = bench()
    refresh('0#X', ['A'], '1#X')
    refresh('1#X', ['B'])
    status(closing('0#X'))
    complete('0#X')
    expect([seen.completions, open()]).toEqual([1, []])
    expect(last()).toMatchObject({ complete: false, problems: [{ record: '0#X', code: 'closed' }] })
  })

  it('of one record in good order is a trouble of the chain', () => {
    const { refresh, status, complete, last, seen } = bench()
    refresh('0#X', ['A'], '1#X')
    refresh('1#X', ['B'])
    status(closedLive('1#X'))
    complete('1#X')
    expect(last()).toMatchObject({ complete: false, problems: [{ record: '1#X', code: 'closed' }] })
    expect([seen.completions, namesOf(last())]).toEqual([0, ['A', 'B']])
  })

  it('comes when everything ends, and then no record that is missing is in trouble', () => {
    const { refresh, complete, last, seen } = bench()
    refresh('0#X', ['A'], '1#X')
    complete('0#X')
    complete('1#X')
    expect(seen.completions).toBe(1)
    expect(last()).toMatchObject({ complete: false, pending: ['1#X'], problems: [] })
  })

  it('leaves all records when it is left', () => {
    const { refresh, seen, open } = bench({ ahead: 2 })
    refresh('0#X', ['A'], '1#X')
    expect(open()).toEqual(['0#X', '1#X', '2#X', '3#X'])
    seen.subscription.unsubscribe()
    expect(open()).toEqual([])
  })

  it('comes while a record is opened, which is left', () => {
    const first = new Subject<ItemEvent>()
    const left: string[] = []
    const subscription = first
      .pipe(
        toChain((name) => {
          subscription.unsubscribe()
          return NEVER.pipe(finalize(() => left.push(name)))
        }),
      )
      .subscribe()
    first.next(recordOf('0#X', ['A'], '1#X'))
    expect([left, first.observed]).toEqual([['1#X'], false])
  })

  it('comes in the middle of opening records, and leaves none', () => {
    let open = 0
    const record = (name: string): Observable<ItemEvent> =>
      new Observable((subscriber) => {
        open++
        if (name === '0#X') subscriber.next(recordOf(name, ['A'], '1#X'))
        if (name === '2#X') subscriber.error(new Error('the consumer failed'))
        return () => {
          open--
        }
      })
    expect(observe(record('0#X').pipe(toChain(record, { ahead: 5 })))).toMatchObject({ errors: 1 })
    expect(open).toBe(0)
    record('0#X').pipe(toChain(record), take(1)).subscribe()
    expect(open).toBe(0)
  })
})

describe('records that are asked for ahead', () => {
  it('are those that must come next, and no more than were wanted', () => {
    const { refresh, opened, open, last } = bench({ ahead: 2 }, '8#X')
    refresh('8#X', ['A'], '9#X')
    expect(opened).toEqual(['9#X', 'A#X', 'B#X'])
    refresh('A#X', ['C'], '')
    expect(namesOf(last())).toEqual(['A'])
    refresh('9#X', ['B'], 'A#X')
    expect(namesOf(last())).toEqual(['A', 'B', 'C'])
    expect([last().complete, open()]).toEqual([true, ['8#X', '9#X', 'A#X']])
  })

  it('make no noise when they do not exist, or are something else', () => {
    const { refresh, close, last, open, seen } = bench({ ahead: 2 })
    refresh('0#X', ['A'], '1#X')
    close('2#X')
    close('3#X')
    const before = seen.values.length
    expect(last().problems).toEqual([])
    refresh('1#X', ['B'])
    expect(last()).toMatchObject({ complete: true, problems: [] })
    expect([seen.values.length, open()]).toEqual([before + 1, ['0#X', '1#X']])
  })

  it('are left where the chain goes on under another name', () => {
    const { refresh, open } = bench({ ahead: 1 }, '9#X')
    refresh('9#X', ['A'], '10#X')
    expect(open()).toEqual(['9#X', '10#X', '11#X'])
    refresh('10#X', ['B'], 'OTHER')
    expect(open()).toEqual(['9#X', '10#X', 'OTHER'])
  })

  it('are, with those that are wanted, no more than may be followed', () => {
    const expand = (name: string): boolean => name.startsWith('0#')
    const { refresh, open } = bench({ ahead: 5, maxRecords: 6, expand })
    refresh('0#X', ['0#A', '0#B', '0#C'], '1#X')
    expect(open()).toEqual(['0#X', '0#A', '0#B', '0#C', '1#X', '1#A'])
  })

  it('are asked for again when they were asked for too early', () => {
    const { refresh, close, opened, last } = bench({ ahead: 1 })
    refresh('0#X', ['A'], '1#X')
    close('2#X')
    refresh('1#X', ['B'], '2#X')
    expect(opened).toEqual(['1#X', '2#X', '2#X', '3#X'])
    refresh('2#X', ['C'])
    expect(last()).toMatchObject({ complete: true, added: ['C'] })
  })
})

describe('a change of several records', () => {
  const shift = ({ refresh, update }: Pick<ReturnType<typeof bench>, 'refresh' | 'update'>): void => {
    refresh('0#X', ['A', 'B'], '1#X')
    refresh('1#X', ['C'])
    update('0#X', { LONGLINK1: 'NEW', LONGLINK2: 'A' })
    update('1#X', { REF_COUNT: 2, LONGLINK1: 'B', LONGLINK2: 'C' })
  }

  it('is told record by record', () => {
    const made = bench()
    shift(made)
    expect(made.seen.values.slice(2).map(({ added, removed }) => [added, removed])).toEqual([
      [['NEW'], ['B']],
      [['B'], []],
    ])
  })

  it('is one where it gets the time', () => {
    virtually((advance) => {
      const made = bench({ settle: 50 })
      shift(made)
      expect(made.seen.values).toEqual([])
      advance(50)
      expect(made.seen.values.map(namesOf)).toEqual([['NEW', 'A', 'B', 'C']])
      made.update('0#X', { LONGLINK2: '' })
      advance(49)
      made.update('1#X', { LONGLINK1: 'A' })
      advance(1)
      expect(made.last()).toMatchObject({ added: [], removed: ['B'], moved: [] })
      advance(1_000)
      expect(made.seen.values).toHaveLength(2)
      // What is left running at the end fails the test.
      made.update('1#X', { LONGLINK1: 'D' })
      made.update('1#X', { LONGLINK1: 'E' })
      made.seen.subscription.unsubscribe()
    })
  })

  it('is told where the trouble of another record is in the same words', () => {
    virtually((advance) => {
      const { refresh, update, close, last } = bench({ settle: 50 })
      const gone = new ItemError('item-closed', 'no such record', '')
      refresh('0#X', ['A'], '1#X')
      close('1#X', gone)
      advance(50)
      update('0#X', { LONGNEXTLR: '9#X' })
      close('9#X', gone)
      advance(50)
      expect(last().problems).toMatchObject([{ record: '9#X', code: 'closed' }])
    })
  })

  it('is told before an error', () => {
    virtually((advance) => {
      const { refresh, close, seen } = bench({ settle: 50 })
      refresh('0#X', ['A'])
      close('0#X')
      expect([seen.values.map(namesOf), seen.errors]).toEqual([[['A']], 1])
      advance(100)
      expect(seen.values).toHaveLength(1)
    })
  })

  it('is told before the end', () => {
    virtually((advance) => {
      const { refresh, complete, seen } = bench({ settle: 50 })
      refresh('0#X', ['A'])
      complete('0#X')
      expect([seen.values.map(namesOf), seen.completions]).toEqual([[['A']], 1])
      advance(100)
      expect(seen.values).toHaveLength(1)
    })
  })
})

describe('chains in chains', () => {
  const expand = (name: string): boolean => name.startsWith('0#')

  it('stand where they are named, all of their records', () => {
    const { refresh, last } = bench({ expand })
    refresh('0#X', ['A', '0#Y', 'B'], '1#X')
    expect(last().pending).toEqual(['0#Y', '1#X'])
    refresh('1#X', ['C'])
    refresh('0#Y', ['D'], '1#Y')
    refresh('1#Y', ['E'])
    expect(namesOf(last())).toEqual(['A', 'D', 'E', 'B', 'C'])
    expect(last()).toMatchObject({ complete: true, moved: [], records: ['0#X', '0#Y', '1#Y', '1#X'] })
    expect(last().members.get('E')).toEqual({ position: 2, record: '1#Y' })
  })

  it('are opened once, however often they are named, and not in circles', () => {
    const { refresh, last, opened } = bench({ expand })
    refresh('0#X', ['0#Y', '0#X', '0#Y', 'A'])
    refresh('0#Y', ['B', '0#X'])
    expect([namesOf(last()), opened, last().complete]).toEqual([['B', 'A'], ['0#Y'], true])
  })

  it('are members where they are no chains, or cannot be had', () => {
    const { refresh, close, last } = bench({ expand: () => true }, '0#X')
    refresh('0#X', ['A', 'B'])
    close('A')
    expect(last()).toMatchObject({ problems: [{ record: 'A', code: 'closed' }] })
    expect(namesOf(last())).toEqual(['A'])
  })

  it('are no members of their own when they turn out to be prices', () => {
    const prices = (name: string): Observable<ItemEvent> => of(refreshEvent({ BID: 1 }, { name }))
    const { values } = observe(of(recordOf('0#X', ['A', 'B'])).pipe(toChain(prices, { expand: () => true })))
    expect(values.at(-1)).toMatchObject({ complete: true, problems: [] })
    expect(namesOf(values.at(-1)!)).toEqual(['A', 'B'])
  })
})

describe('summary links', () => {
  const links = ['.X', 'A', 'B']

  it('are no members, of the first record and of none that follows', () => {
    const { refresh, last } = bench({ summaryLinks: 1 })
    refresh('0#X', links, '1#X')
    refresh('1#X', ['C', 'D'])
    expect(namesOf(last())).toEqual(['A', 'B', 'C', 'D'])
    expect(last().summaryLinks).toEqual(['.X'])
  })

  it('are told by the display template, of chains in chains as well', () => {
    const chain = (name: string, names: readonly string[], template: number): ItemEvent =>
      refreshEvent({ ...fieldsOf(names), RDNDISPLAY: template }, { name })
    const { values } = observe(
      of(chain('0#X', [...links, '0#Y'], 187)).pipe(
        toChain(() => of(chain('0#Y', ['.Y', '.Z', 'C'], 205)), {
          expand: (name) => name === '0#Y',
          summaryLinks: { 187: 1, 205: 2 },
        }),
      ),
    )
    expect(values.map(namesOf)).toEqual([['A', 'B', 'C']])
    expect(values[0]?.summaryLinks).toEqual(['.X', '.Y', '.Z'])
  })
})

describe('toChain and toItems', () => {
  it('open the members as items, and leave those that go', () => {
    const first = new Subject<ItemEvent>()
    const items = new Map<string, Subject<ItemEvent>>()
    const seen = observe(
      first.pipe(
        toChain(() => NEVER),
        toItems((name) => {
          const item = new Subject<ItemEvent>()
          items.set(name, item)
          return item
        }),
      ),
    )
    first.next(recordOf('0#X', ['A', 'B']))
    items.get('B')?.next(updateEvent({ BID: 1 }))
    first.next(updateEvent({ LONGLINK1: 'C' }, { name: '0#X' }))
    expect(seen.values.map(({ name }) => name)).toEqual(['B'])
    expect([...items].filter(([, item]) => item.observed).map(([name]) => name)).toEqual(['B', 'C'])
  })
})

it('toChain takes no numbers that make no sense', () => {
  const wrong = [{ settle: -1 }, { ahead: -1 }, { ahead: 0.5 }, { maxRecords: 0 }, { summaryLinks: NaN }]
  for (const options of wrong) expect(() => toChain(() => NEVER, options)).toThrow(UsageError)
})
