import type { WriteStream } from 'node:tty'
import { map, merge, NEVER, startWith, timer, type Observable } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { tellProgress } from '../../src/cli/play/tell-progress.js'
import { ConnectionError, type OmmError } from '../../src/errors.js'
import type { ConsumerEvent, ConsumerState } from '../../src/index.js'
import { at, inVirtualTime } from '../support/virtual.js'

const nobody = new ConnectionError('connect-failed', 'nobody there', { systemCode: 'ECONNREFUSED' })
const nowhere = new ConnectionError('connect-failed', 'nowhere', { systemCode: 'ENOTFOUND' })

const retry = (cause: OmmError, delayMs = 1000): ConsumerEvent => ({
  ...{ event: 'retry.scheduled', attempt: 1, delayMs, cause, at: 0 },
})

const told = (cause: string): unknown =>
  expect.stringMatching(new RegExp(`^omm: ${cause} \\(connect-failed\\); [^]+; trying again\n$`))

const ready: ConsumerState = {
  ...{ status: 'ready', url: 'ws://h/', since: 0 },
  login: {} as Extract<ConsumerState, { status: 'ready' }>['login'],
}

/** What comes at which time. */
type Times<T> = readonly (readonly [when: number, value: T])[]

const inTime = <T>(times: Times<T>): Observable<T> =>
  merge(NEVER, ...times.map(([when, value]) => timer(when).pipe(map(() => value))))

/** What is written until then, and what is written when the telling ends. */
const tell = (
  {
    states = [],
    events = [],
  }: { readonly states?: Times<ConsumerState>; readonly events?: Times<ConsumerEvent> },
  until: number,
  {
    isTTY = true,
    progress = () => 'working',
  }: { readonly isTTY?: boolean; readonly progress?: () => string } = {},
) => {
  const written: string[] = []
  const stderr = { isTTY, columns: 80, write: (text: string) => written.push(text) } as unknown as WriteStream
  let before: readonly string[] = []
  inVirtualTime(() => {
    const state$ = inTime(states).pipe(startWith<ConsumerState>({ status: 'idle' }))
    const telling = tellProgress(
      { state$, events$: inTime(events) },
      { stderr, env: {} },
      progress,
    ).subscribe()
    at(until, () => {
      before = [...written]
      telling.unsubscribe()
    })
  })
  return { written: before, atEnd: written.slice(before.length) }
}

const erased = '\r\u001b[K'
const shown = (text: string): string => `\r${text}\u001b[K`

describe('the progress', () => {
  it('is not what is going on', () => {
    const states: Times<ConsumerState> = [
      [100, { status: 'connecting', url: 'ws://h/' }],
      [200, { status: 'waiting', attempt: 1, cause: nobody, nextTryAt: 2000 }],
      [2000, ready],
    ]
    expect(tell({ states }, 2100)).toEqual({
      written: [
        shown('connecting …'),
        shown('attempt 2 in 2 s: nobody there'),
        shown('attempt 2 in 1 s: nobody there'),
        shown('working'),
      ],
      atEnd: [erased],
    })
  })

  it('stands still', () => {
    let lines = 0
    const progress = (): string => `${(lines += 1)} lines`
    const { written } = tell({ states: [[0, ready]] }, 600, { progress })
    expect(written.at(-1)).not.toBe(written[0])
  })

  it('is written where nobody erases it', () => {
    expect(tell({ states: [[0, ready]] }, 1000, { isTTY: false })).toEqual({ written: [], atEnd: [] })
  })
})

describe('a trouble', () => {
  it('is told at each attempt, or not when it is another one', () => {
    const events: Times<ConsumerEvent> = [
      [1, retry(nobody)],
      [2, retry(nobody)],
      [3, retry(nowhere)],
    ]
    expect(tell({ events }, 10, { isTTY: false }).written).toEqual([told('nobody there'), told('nowhere')])
  })

  it('is one although it is overcome at once', () => {
    expect(tell({ events: [[1, retry(nobody, 0)]] }, 10, { isTTY: false }).written).toEqual([])
  })

  it('is written behind the line of progress', () => {
    const { written } = tell({ states: [[0, ready]], events: [[1, retry(nobody)]] }, 10)
    expect(written).toEqual([shown('working'), erased, told('nobody there')])
  })
})
