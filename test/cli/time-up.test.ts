import { map, merge, NEVER, timer } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { timeUp, type TimeUp } from '../../src/cli/play/time-up.js'
import { ConnectionError } from '../../src/errors.js'
import type { ConsumerEvent } from '../../src/index.js'
import { observe, type Observed } from '../support/observe.js'
import { inVirtualTime } from '../support/virtual.js'
import type { Ending } from '../../src/cli/play/ending.js'

const cause = new ConnectionError('connect-failed', 'nobody there')
const retry: ConsumerEvent = { event: 'retry.scheduled', attempt: 1, delayMs: 10, cause, at: 0 }
const accepted: ConsumerEvent = { event: 'login.accepted', url: 'ws://h/', at: 0 }

const play = (events: readonly ConsumerEvent[], wish: Partial<TimeUp> = {}): Observed<Ending> | undefined => {
  let seen: Observed<Ending> | undefined
  inVirtualTime(() => {
    const events$ = merge(NEVER, ...events.map((event, index) => timer(index).pipe(map(() => event))))
    seen = observe(timeUp({ events$ }, { seconds: 2, told: false, ...wish }))
  })
  return seen
}

describe('time that is up', () => {
  it('is a success although there was never a session', () => {
    expect(play([retry])).toMatchObject({
      values: [{ exitCode: 1, reason: expect.stringMatching(/^nothing came within 2 s: nobody there \(connect-failed\); check/) as unknown }], // prettier-ignore
      times: [2000],
      completions: 1,
    })
    expect(play([])?.values).toMatchObject([{ exitCode: 1 }])
  })

  it('tells a trouble again', () => {
    expect(play([retry], { told: true })?.values).toEqual([
      { exitCode: 1, reason: 'nothing came within 2 s' },
    ])
  })

  it('is a failure although there was a session, when nothing more is known', () => {
    expect(play([retry, accepted])?.values).toEqual([{ exitCode: 0 }])
  })

  it('is not judged by what has come', () => {
    expect(play([accepted], { came: () => false })?.values).toMatchObject([{ exitCode: 1 }])
    expect(play([], { came: () => true })?.values).toEqual([{ exitCode: 0 }])
  })

  it('comes although nobody set it', () => {
    expect(play([retry], { seconds: undefined })?.values).toEqual([])
  })
})
