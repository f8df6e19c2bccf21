import fc from 'fast-check'
import { tap } from 'rxjs'
import { expect, test } from 'vitest'
import type { Simulator } from '../../src/simulator/index.js'
import { play, type Stage, type Via } from '../support/scenario.js'
import { logins, reissues, tokenIn } from '../support/scenario-received.js'

const seconds = 1_000
const minutes = 60_000

/** Everything that can go wrong and pass again. Credentials that are refused for good are not among it. */
const troubles: Readonly<Record<string, (simulator: Simulator) => void>> = {
  'cut off': (simulator) => {
    simulator.drop()
  },
  'close 1000': (simulator) => {
    simulator.drop({ code: 1000 })
  },
  'close 1008': (simulator) => {
    simulator.drop({ code: 1008, reason: 'policy' })
  },
  silence: (simulator) => {
    simulator.goSilent()
  },
  'forced logout': (simulator) => {
    simulator.closeLogin()
  },
  'login closed, socket left open': (simulator) => {
    simulator.closeLogin({ thenClose: false, code: 'DacsDown', text: 'DACS is down.' })
  },
  'login closed for now': (simulator) => {
    simulator.closeRecoverLogin()
  },
  'login suspect': (simulator) => {
    simulator.suspendLogin()
  },
  'login restored': (simulator) => {
    simulator.restoreLogin()
  },
  'logins refused twice': (simulator) => {
    simulator.refuseLogins(2, { code: 'MaxLoginsReached', text: 'too many' })
  },
  'login answered late': (simulator) => {
    simulator.delayLogin(20 * seconds)
  },
  'tokens expired early': (simulator) => {
    simulator.expireTokens()
  },
  'refresh token refused': (simulator) => {
    simulator.refuseRefreshGrant({ times: 1 })
  },
  'reissue refused': (simulator) => {
    simulator.refuseReissue({ times: 1 })
  },
  'token service 500': (simulator) => {
    simulator.answerTokens({ status: 500 }, { times: 3 })
  },
  'token service throttles': (simulator) => {
    simulator.answerTokens({ status: 429, headers: { 'retry-after': '45' } }, { times: 1 })
  },
  'token service hangs': (simulator) => {
    simulator.answerTokens('never', { times: 2 })
  },
  'token service nonsense': (simulator) => {
    simulator.answerTokens({ status: 200, body: '<html>' }, { times: 2 })
  },
  'discovery 503': (simulator) => {
    simulator.answerDiscovery({ status: 503 }, { times: 2 })
  },
  'discovery 401': (simulator) => {
    simulator.answerDiscovery({ status: 401 }, { times: 1 })
  },
  'nobody listens': (simulator) => {
    simulator.stopAccepting()
    simulator.drop()
  },
  'listening again': (simulator) => {
    simulator.accept()
  },
  'service down': (simulator) => {
    simulator.suspectAll()
  },
  'service up': (simulator) => {
    simulator.recoverAll()
  },
  'item closed for now': (simulator) => {
    simulator.closeRecoverItem('EUR=')
  },
  nonsense: (simulator) => {
    simulator.sendMalformed()
    simulator.sendLate()
    simulator.sendUnknownId()
    simulator.sendDuplicate()
  },
  'ping storm': (simulator) => {
    simulator.pingStorm(20)
  },
  'slow network': (simulator) => {
    simulator.delay(3 * seconds)
  },
}

const pauses = [0, 1, 50, 700, 5 * seconds, 31 * seconds, 4 * minutes]

const course = fc.array(fc.tuple(fc.constantFrom(...Object.keys(troubles)), fc.constantFrom(...pauses)), {
  minLength: 1,
  maxLength: 25,
})

const names = ['EUR=', 'JPY=', 'GBP=']

/** Counts the token requests under way, and notes until when each token is good. */
const counting = (
  lives: Map<string, number>,
  most: { open: number; ever: number },
  now: () => number,
): Via => {
  return (request, onward) => {
    if (!request.url.includes('/auth/')) return onward(request)
    most.open += 1
    most.ever = Math.max(most.ever, most.open)
    const askedAt = now()
    let open = true
    // With the answer, and not when it is torn down: by then the next request may be on its way.
    const done = (): void => {
      if (open) most.open -= 1
      open = false
    }
    return onward(request).pipe(
      tap({
        next: ({ status, body }) => {
          done()
          if (status !== 200 || !body.startsWith('{')) return
          const answer = JSON.parse(body) as { access_token: string; expires_in: string | number }
          lives.set(answer.access_token, askedAt + Number(answer.expires_in) * 1000 + 1_000)
        },
        error: done,
        finalize: done,
      }),
    )
  }
}

const recovered = ({ simulator, advance, state, watch }: Stage, wasSilent: boolean): void => {
  simulator.clear()
  // What a silent server had to say meanwhile is lost; only a new connection makes up for that.
  if (wasSilent) simulator.drop()
  simulator.recoverAll()
  // The longest wait is ten minutes; a login that was refused for long takes one of those.
  advance(31 * minutes)
  expect(state()).toMatchObject({ status: 'ready' })
  const late = watch(...names)
  advance(seconds)
  expect([...late.live()].sort()).toEqual([...names].sort())
}

test.each(['v1', 'v2'] as const)(
  '%s: whatever goes wrong in whatever order, everything comes back by itself',
  (kind) => {
    fc.assert(
      fc.property(course, fc.integer({ min: 0, max: 99 }), (steps, jitter) => {
        const lives = new Map<string, number>()
        const most = { open: 0, ever: 0 }
        let now = (): number => 0
        const random = (): number => jitter / 100
        play(
          {
            [kind]: kind === 'v1' ? { random } : {},
            consumer: { random },
            // Two hours hold the longest course; V1 has its mismatch on the way.
            simulator: { refreshTokenLife: 1_500 },
            via: counting(lives, most, () => now()),
          },
          (stage) => {
            const { simulator, scheduler, advance, watch } = stage
            now = () => scheduler.now()
            const watched = watch(...names)
            // What goes wrong before the first login is another matter: some of it ends everything at once.
            advance(seconds)
            for (const [name, pause] of steps) {
              troubles[name]?.(simulator)
              advance(pause)
            }
            recovered(
              stage,
              steps.some(([name]) => name === 'silence'),
            )

            expect(watched.errors).toEqual([])
            expect(watched.completed()).toBe(false)
            expect([...watched.live()].sort()).toEqual([...names].sort())
            simulator.updateItem('EUR=', { BID: 7.5 })
            advance(seconds)
            expect(watched.of('EUR=').at(-1)).toMatchObject({ type: 'update', fields: { BID: 7.5 } })

            expect(most.ever).toBe(1)
            const perConnection = logins(simulator).map(({ connection }) => connection)
            expect(new Set(perConnection).size).toBe(perConnection.length)
            for (const one of [...logins(simulator), ...reissues(simulator)])
              expect(one.at).toBeLessThanOrEqual(lives.get(tokenIn(one)) ?? 0)
          },
        )
      }),
      { numRuns: 40, seed: 20_261_122 },
    )
  },
  120_000,
)
