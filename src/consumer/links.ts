import { type Observable, catchError, concat, defer, finalize, map, of, retry, tap, throwError } from 'rxjs'
import { ConnectionError, OmmError } from '../errors.js'
import type { Session } from '../session/session.js'
import type { HeldTokens } from '../token/hold-tokens.js'
import type { Token } from '../token/token.js'
import type { AnyEvent } from './consumer-event.js'
import { createRecovery, type RecoveryOptions, type Trial } from './recovery.js'

/** A session, or why there is none at the moment. */
export type Link = { readonly session: Session } | { readonly down: OmmError }

/** What the chain of sessions needs. */
export interface LinksOptions extends RecoveryOptions {
  /** Makes the holder of tokens for one run; `undefined` for a login by name. */
  readonly holdTokens: () => HeldTokens | undefined
  readonly attempt: (token$: Observable<Token> | undefined) => Observable<Session>
  /** Told of every accepted login, with the token that it was made with. */
  readonly onReady: (session: Session, token: Token | undefined) => void
  readonly report: (event: AnyEvent) => void
}

/** Errors that are not ours come from something injected; their text may hold anything, so only the kind is told. */
export const asOmmError = (error: unknown): OmmError =>
  error instanceof OmmError
    ? error
    : new ConnectionError(
        'connect-failed',
        `an unexpected ${error instanceof Error ? error.name : typeof error}`,
      )

const lossOf = (down: ConnectionError): AnyEvent => ({
  event: 'connection.lost',
  ...(down.closeCode === undefined ? {} : { closeCode: down.closeCode }),
  ...(down.reason === undefined ? {} : { reason: down.reason }),
  cause: down,
})

/**
 * Sessions one after the other, and the gaps between them, until something fatal happens: each failure is told as
 * a gap, judged by the table of failures, and answered by a new attempt after the delay that it prescribes.
 */
export const sessionLinks = (options: LinksOptions): Observable<Link> =>
  defer(() => {
    const { clock, report } = options
    const held = options.holdTokens()
    const recovery = createRecovery(options)
    let trial: Trial

    return defer(() => {
      const current: Trial = { startedAt: clock(), token: undefined, readyAt: undefined }
      trial = current
      const token$ = held?.token$.pipe(
        tap((token) => {
          current.token = token
        }),
      )
      return options.attempt(token$).pipe(
        tap((session) => {
          current.readyAt = clock()
          options.onReady(session, current.token)
        }),
      )
    }).pipe(
      map((session): Link => ({ session })),
      catchError((error: unknown) => {
        const down = asOmmError(error)
        if (down instanceof ConnectionError && trial.readyAt !== undefined) report(lossOf(down))
        // The gap is told before the wait, so that nobody is left with a dead session.
        return concat(
          of<Link>({ down }),
          throwError(() => down),
        )
      }),
      retry({ delay: (error) => recovery.beforeNextAttempt(asOmmError(error), trial) }),
      finalize(() => held?.release()),
    )
  })
