import { asyncScheduler } from 'rxjs'
import { TestScheduler } from 'rxjs/testing'
import { LeakError } from '../leaks/leak-error.js'
import { assertSame } from './assert-same.js'
import { checkTime, refusePromise } from './read-script.js'
import { createExpectations } from './expectations.js'
import { createHolder } from './hold.js'
import type { VirtualOptions, VirtualTime } from './virtual-time.js'
import { watchThe } from './watch.js'

/** What a kind of test adds to virtual time. */
export interface Setting<Context> {
  /** What the test is given. */
  readonly context: Context
  /**
   * Ends what was set up. Called when the test is over, and what could end by itself has done so.
   *
   * @returns what the test has left open, one line each
   */
  readonly strike: () => readonly string[]
}

const endless =
  'an observable in expectObservable has neither ended nor been left: say when to leave it, with a second ' +
  "argument such as '^ 10s !', or end it, with take for example"

/** Runs a test in virtual time. */
export const inVirtualTime = <Context, Result>(
  name: string,
  { assert = assertSame, limit = 86_400_000, settle = 10_000 }: VirtualOptions,
  setUp: (time: VirtualTime) => Setting<Context>,
  script: (context: Context) => Result,
): Result => {
  const scheduler = new TestScheduler(assert)
  return scheduler.run((helpers) => {
    const { cold, hot, time, animate } = helpers
    const now = (): number => scheduler.frame
    /** When everything that the test has put off, or drawn, is over. */
    let horizon = 0
    const until = (milliseconds: number): void => {
      horizon = Math.max(horizon, now() + milliseconds)
    }
    const goTo = (frame: number): void => {
      scheduler.maxFrames = frame
      helpers.flush()
      scheduler.frame = frame
    }
    const holder = createHolder()
    const expectations = createExpectations(helpers, now, holder, until)

    const { context, strike } = setUp({
      cold,
      hot: <T>(marbles: string, values?: Record<string, T>, error?: unknown) => {
        const messages = TestScheduler.parseMarbles(marbles, values, error, false, true)
        until(messages.at(-1)?.frame ?? 0)
        return hot(marbles, values, error)
      },
      time,
      animate,
      expectObservable: expectations.expectObservable,
      expectSubscriptions: expectations.expectSubscriptions,
      now,
      advance: (milliseconds) => {
        checkTime('advance', milliseconds)
        goTo(now() + milliseconds)
      },
      at: (milliseconds, act) => {
        checkTime('at', milliseconds)
        until(milliseconds)
        asyncScheduler.schedule(act, milliseconds)
      },
      watch: (source) => watchThe(holder.hold(source)),
    })

    /** Goes on, from one thing that is due to the next, until everything that is looked at has ended. */
    const playOut = (): void => {
      // What happens on the way may put off something else.
      while (now() < horizon) goTo(horizon)
      goTo(now())
      const last = now() + limit
      while (expectations.open() > 0) {
        const [due] = scheduler.actions
        // Nothing will ever happen any more, which is an end, too.
        if (due === undefined) return
        if (due.delay > last) throw new LeakError([`after ${limit} ms ${endless}`])
        goTo(due.delay)
      }
    }

    const result = script(context)
    refusePromise(name, result)
    playOut()
    holder.letGo()
    goTo(now() + settle)
    const leaks = [...strike()]
    for (const { delay } of scheduler.actions) leaks.push(`a timer that is due at ${delay} ms`)
    // One that never ends would keep what follows going for ever.
    scheduler.actions.length = 0
    expectations.settle()
    scheduler.maxFrames = Infinity
    helpers.flush()
    if (leaks.length > 0) throw new LeakError(leaks)
    return result
  })
}
