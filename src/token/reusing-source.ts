import {
  type Observable,
  Subject,
  catchError,
  defer,
  map,
  of,
  share,
  switchMap,
  take,
  tap,
  throwError,
} from 'rxjs'
import { TokenError } from '../errors.js'
import type { Clock } from '../time/clock.js'
import { waitUntil } from '../time/wait-until.js'
import type { Grant } from './grant.js'
import { refusals } from './refusals.js'
import type { Token, TokenEvent, TokenGrant, TokenSource } from './token.js'

/** What a source whose tokens need no renewal is made of. Its own errors are TokenErrors. */
export interface ReusingOptions {
  readonly grant: TokenGrant
  readonly acquire: () => Observable<Grant>
  readonly tokenOnReconnect: 'reuse' | 'fresh'
  readonly clock: Clock
}

/** Below this lifetime the last twentieth of it is the margin, in milliseconds; from it on, `margin`. */
const shortLife = 600_000
const margin = 300_000

/** From when on a token is too old to begin a login with, in milliseconds since 1970. */
export const freshUntil = ({ issuedAt, expiresAt }: Token): number => {
  const life = expiresAt - issuedAt
  return expiresAt - (life < shortLife ? life / 20 : margin)
}

/**
 * A token source that gives one token a subscription and is done: the life of V2 tokens. A live session never
 * needs another one; a new connection subscribes again and gets the same token while enough of it is left.
 */
export const reusingSource = ({ grant, acquire, tokenOnReconnect, clock }: ReusingOptions): TokenSource => {
  const refused = refusals()
  const events = new Subject<TokenEvent>()

  let cached: Token | undefined
  let stopped: TokenError | undefined
  let worked = false
  /** The service is left alone until then, whoever asks. */
  let notBefore = 0

  const usable = (): Token | undefined =>
    // A token from the future means that the clock was set back: its end cannot be told any more.
    cached !== undefined && cached.issuedAt <= clock() && clock() < freshUntil(cached) ? cached : undefined

  const judge = ({ token }: Grant): Token => {
    if (refused.has(token)) {
      throw new TokenError('token-refused', 'the source gave again a token that the server had refused')
    }
    if (token.expiresAt <= clock())
      throw new TokenError('token-expired', 'the token had expired when it came')
    return token
  }

  const fail = (error: unknown): unknown => {
    if (!(error instanceof TokenError)) return error
    const { code, message, status, retryAfter } = error
    const cause = new TokenError(code, message, {
      proven: worked,
      ...(status === undefined ? {} : { status }),
      ...(retryAfter === undefined ? {} : { retryAfter }),
    })
    if (retryAfter !== undefined) notBefore = clock() + retryAfter
    if (code === 'token-stopped') {
      stopped = cause
      events.next({ event: 'token.stopped', cause, deadline: cached?.expiresAt ?? clock() })
    } else {
      events.next({ event: 'token.failed', grant, cause })
    }
    return cause
  }

  /** One request for all who wait; the next one begins when somebody asks after this one has ended. */
  const request$ = defer(() => waitUntil(notBefore, clock)).pipe(
    switchMap(acquire),
    take(1),
    map(judge),
    tap({
      next: (token) => {
        worked = true
        cached = token
        events.next({ event: 'token.acquired', grant, expiresAt: token.expiresAt })
      },
    }),
    catchError((error: unknown) => {
      throw fail(error)
    }),
    share(),
  )

  const token$ = defer(() => {
    const token = usable()
    if (token !== undefined) return of(token)
    if (stopped === undefined) return request$
    const cause = stopped
    return throwError(() => cause)
  })

  const drop = (token: Token): void => {
    if (cached?.equals(token) === true) cached = undefined
  }

  return {
    token$,
    events$: events.asObservable(),
    refuse: (token) => {
      refused.add(token)
      drop(token)
    },
    // Until a login with it is accepted, a fresh token serves every attempt of the same outage.
    ...(tokenOnReconnect === 'fresh' ? { accepted: drop } : {}),
  }
}
