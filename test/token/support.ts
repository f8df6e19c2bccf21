import { timer } from 'rxjs'
import { type HttpResponse } from '../../src/http/http.js'
import { passwordGrant, type PasswordGrantOptions } from '../../src/token/password-grant.js'
import type { Token, TokenEvent, TokenSource } from '../../src/token/token.js'
import { json, type FakeHttp } from '../support/fake-http.js'

/** Every secret that appears in these tests holds this, so that one search finds any leak. */
export const mark = 'S3CRET'

export const password = `${mark}-password+/=`

/** A token answer with a number of its own. */
export const granted = (index: number, life: unknown = 300, extra: object = {}): HttpResponse =>
  json(200, {
    access_token: `${mark}-access-${index}`,
    refresh_token: `${mark}-refresh-${index}`,
    expires_in: life,
    ...extra,
  })

/** A refusal in the words of the token service. */
export const refusal = (status: number, error = 'access_denied', description = 'no'): HttpResponse =>
  json(status, { error, error_description: description })

/** A V1 source over a fake service; no jitter: every back-off takes its full bound. */
export const v1 = (fake: FakeHttp, options: Partial<PasswordGrantOptions> = {}): TokenSource =>
  passwordGrant({
    username: 'GE-A-1',
    password,
    clientId: 'app-key',
    http: fake.http,
    random: () => 1,
    ...options,
  })

/** Events of a source until virtual time `end`. */
export const eventsOf = (source: TokenSource): TokenEvent[] => {
  const events: TokenEvent[] = []
  source.events$?.subscribe((event) => events.push(event))
  return events
}

/** Subscribes until virtual time `end`, and keeps each token with the time of its coming. */
export const tokensUntil = (
  source: TokenSource,
  end: number,
  now: () => number,
): { readonly got: { at: number; value: string }[]; error?: { at: number; error: unknown } } => {
  const record: { got: { at: number; value: string }[]; error?: { at: number; error: unknown } } = { got: [] }
  const subscription = source.token$.subscribe({
    next: (token: Token) => record.got.push({ at: now(), value: token.reveal() }),
    error: (error: unknown) => {
      record.error = { at: now(), error }
    },
  })
  timer(end).subscribe(() => {
    subscription.unsubscribe()
  })
  return record
}
