import { NEVER, Observable, Subject, asapScheduler, interval, of, take, throwError, timer } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { LeakError, runVirtual } from 'rx-omm/testing'

const failing = (run: () => unknown): Error => {
  try {
    run()
  } catch (error) {
    return error as Error
  }
  throw new Error('it did not fail')
}

describe('virtual time', () => {
  it('goes on without the test', () => {
    runVirtual(({ watch, advance, now }) => {
      const seen = watch(interval(1_000).pipe(take(100)))
      expect([seen.values, now()]).toEqual([[], 0])
      advance(2_500)
      expect([seen.values, seen.times, seen.last, now()]).toEqual([[0, 1], [1_000, 2_000], 1, 2_500])
    })
  })

  it('ends before what was put off', () => {
    const done: number[] = []
    runVirtual(({ at, now }) => {
      at(5_000, () => {
        done.push(now())
        at(5_000, () => done.push(now()))
      })
    })
    expect(done).toEqual([5_000, 10_000])
  })

  it('gives not what the test returns', () => {
    expect(runVirtual({}, ({ time }) => time('---|'))).toBe(3)
  })

  it('keeps what was watched when it ended by itself, or was left', () => {
    const gone = new Error('gone')
    runVirtual(({ watch, advance }) => {
      const [good, bad, left] = [watch(of(1)), watch(throwError(() => gone)), watch(NEVER)]
      left.leave()
      expect([good.end, bad.end, bad.error, left.end, watch(NEVER).end]).toEqual(
        ['completed', 'failed', gone, 'left', 'open'], // prettier-ignore
      )
      good.leave()
      advance(1)
      expect(good.end).toBe('completed')
    })
  })

  it('loses an error that a callback or a subscriber throws', () => {
    const thrown = new Error('from a callback')
    expect(
      failing(() => {
        runVirtual(({ at }) => {
          at(10, () => {
            throw thrown
          })
        })
      }),
    ).toBe(thrown)
    expect(failing(() => runVirtual(() => timer(5).subscribe(() => {throw thrown})))).toBe(thrown) // prettier-ignore
  })
})

describe('a diagram', () => {
  it('passes when something else happens', () => {
    runVirtual(({ cold, expectObservable }) => {
      expectObservable(cold('a-b|')).toBe('a-b|')
    })
    const error = failing(() => {
      runVirtual(({ cold, expectObservable }) => {
        expectObservable(cold('a-b|', { a: { bid: 1 }, b: { bid: 2 } })).toBe('a--b|', {
          a: { bid: 1 },
          b: { bid: 3 },
        })
      })
    })
    expect(error.message).toBe(
      `not as in the diagram
expected:
  0 ms  {"bid":1}
  3 ms  {"bid":3}
  4 ms  completes
actual:
  0 ms  {"bid":1}
  2 ms  {"bid":2}
  3 ms  completes`,
    )
    expect(error).toMatchObject({ actual: [{ frame: 0 }, { frame: 2 }, { frame: 3 }] })
  })

  it('is compared before the end of the test', () => {
    runVirtual(({ cold, expectObservable, advance }) => {
      expectObservable(cold('a-b|')).toBe('a-b|')
      advance(1)
      advance(1)
    })
  })

  it('counts from the beginning of the test when time has passed', () => {
    runVirtual(({ cold, hot, expectObservable, advance }) => {
      advance(1_000)
      expectObservable(cold('a-b|')).toBe('a-b|')
      expectObservable(hot('--c|')).toBe('--c|')
      advance(500)
      expectObservable(interval(10), '^ 30ms !').toBe('10ms a 9ms b 9ms c', { a: 0, b: 1, c: 2 })
    })
  })

  it('ends before its last moment has come', () => {
    runVirtual(({ expectObservable }) => {
      expectObservable(timer(3_600_000), '^ 61m !').toBe('60m (a|)', { a: 0 })
      expectObservable(timer(7_200_000)).toBe('120m (a|)', { a: 0 })
    })
  })

  it('of what never ends keeps a test going for ever', () => {
    const error = failing(() => {
      runVirtual({ limit: 60_000 }, ({ expectObservable }) => {
        expectObservable(interval(1_000)).toBe('')
      })
    })
    expect(error).toBeInstanceOf(LeakError)
    expect(error.message).toContain(
      "has neither ended nor been left: say when to leave it, with a second argument such as '^ 10s !'",
    )
  })

  it('of what is silent for ever fails', () => {
    runVirtual(({ expectObservable }) => {
      expectObservable(NEVER).toBe('')
    })
  })

  it('with a slip fails somewhere else than in its line', () => {
    runVirtual(({ expectObservable, expectSubscriptions, cold }) => {
      expect(() => {
        expectObservable(of(1)).toBe('a!')
      }).toThrow('unsubscription marker')
      expect(() => {
        expectSubscriptions(cold('|').subscriptions).toBe('x')
      }).toThrow("there can only be '^' and '!'")
    })
  })

  it('takes no account of subscriptions', () => {
    runVirtual(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('a-b-c')
      expectObservable(source.pipe(take(2))).toBe('a-(b|)')
      expectSubscriptions(source.subscriptions).toBe('^-!')
    })
    expect(() => {
      runVirtual(({ cold, expectObservable, expectSubscriptions }) => {
        const source = cold('a-b-c')
        expectObservable(source, '^-!').toBe('a-')
        expectSubscriptions(source.subscriptions).toBe('^--!')
      })
    }).toThrow('not as in the diagram')
  })

  it('is compared by something else than what the test says', () => {
    const compared: unknown[] = []
    runVirtual({ assert: (actual) => compared.push(actual) }, ({ expectObservable }) => {
      expectObservable(of(1)).toBe('(b|)')
    })
    expect(compared).toHaveLength(1)
  })
})

describe('what is left at the end', () => {
  it('goes unnoticed', () => {
    const error = failing(() => runVirtual(() => interval(3_000).subscribe()))
    expect(error).toBeInstanceOf(LeakError)
    expect(error.message).toBe('left open:\n- a timer that is due at 12000 ms')
  })

  it('counts although it ends soon by itself, or with the test', () => {
    runVirtual(({ watch, hot, cold, expectObservable }) => {
      timer(9_000).subscribe()
      watch(interval(1_000))
      expectObservable(hot('a-b-c').pipe(take(1))).toBe('(a|)')
      expectObservable(cold('a 10s b|').pipe(take(1)), '^ 60s !').toBe('(a|)')
    })
    runVirtual({ settle: 60_000 }, () => timer(50_000).subscribe())
    expect(() => runVirtual({ settle: 1_000 }, () => timer(9_000).subscribe())).toThrow('due at 9000 ms')
  })

  it('hides what went wrong in a diagram', () => {
    expect(() => {
      runVirtual(({ expectObservable }) => {
        interval(1_000).subscribe()
        expectObservable(of(1)).toBe('b')
      })
    }).toThrow('not as in the diagram')
  })
})

describe('a mistake in a test', () => {
  const wrong = (...given: unknown[]) => expect(() => { (runVirtual as (...given: unknown[]) => unknown)(...given) }) // prettier-ignore

  it('is taken for something else', () => {
    wrong().toThrow('runVirtual: must be an object of options')
    wrong({}).toThrow('runVirtual: the test must be a function')
    wrong({ limit: -1, settle: 'long', assert: 1 }, () => 1).toThrow(
      'runVirtual: `assert` must be a function; `limit` must be a number that is not negative; `settle` must be',
    )
    wrong(() => Promise.resolve()).toThrow('runVirtual: the test must not be asynchronous')
    wrong(({ advance }: { advance: (ms: number) => void }) => {
      advance(-1)
    }).toThrow('advance: the time must be a number that is not negative of milliseconds')
    wrong(({ at }: { at: (ms: number, act: () => void) => void }) => {
      at(Number.NaN, () => undefined)
    }).toThrow('at: the time must be')
  })

  it('spoils the next test', () => {
    expect(() => runVirtual(() => { throw new Error('first') })).toThrow('first') // prettier-ignore
    const subject = new Subject<number>()
    runVirtual(({ watch, advance }) => {
      const seen = watch(new Observable((subscriber) => subject.subscribe(subscriber)))
      advance(10)
      subject.next(1)
      expect(seen.times).toEqual([10])
    })
    expect(subject.observed).toBe(false)
  })

  it('no longer fails as the guide says where an asap ends a timer of the same millisecond', () => {
    const meeting = (milliseconds: number) => () => {
      runVirtual(({ advance }) => {
        const ended = timer(milliseconds).subscribe()
        asapScheduler.schedule(() => {
          ended.unsubscribe()
        })
        advance(10)
      })
    }
    expect(meeting(0)).toThrow('Expected a due immediate or interval')
    expect(meeting(1)).not.toThrow()
  })
})
