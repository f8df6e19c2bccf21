import { describe, expect, it } from 'vitest'
import {
  ConnectionError,
  DiscoveryError,
  ItemError,
  LoginError,
  TokenError,
  UsageError,
  type ConnectionErrorCode,
  type DiscoveryErrorCode,
  type TokenErrorCode,
} from '../../src/errors.js'
import { paces, verdictOn, type Circumstances, type Verdict } from '../../src/recovery/table.js'

const start: Circumstances = {
  everReady: false,
  live: false,
  tokenReused: false,
  tokenExpired: false,
  repeats: 1,
}
const running: Circumstances = { ...start, everReady: true }
const live: Circumstances = { ...running, live: true, tokenReused: true }

const fatal: Verdict = { fatal: true }
const retry = (pace: string, renew = false, nextEndpoint = false): object => ({
  fatal: false,
  pace,
  renew,
  nextEndpoint,
})

const token = (code: TokenErrorCode, proven = false): TokenError => new TokenError(code, '', { proven })
const discovery = (code: DiscoveryErrorCode): DiscoveryError => new DiscoveryError(code, '')
const connection = (code: ConnectionErrorCode, closeCode?: number): ConnectionError =>
  new ConnectionError(code, '', closeCode === undefined ? {} : { closeCode })
const login = (code: string, text = ''): LoginError =>
  new LoginError('login-closed', '', { stream: 'Closed', data: 'Suspect', code, text })

type Row = readonly [row: string, error: unknown, circumstances: Circumstances, verdict: object]

const table: readonly Row[] = [
  ['F1 credentials refused at the start', token('credentials-refused'), start, fatal],
  [
    'F3 credentials refused that worked before',
    token('credentials-refused', true),
    { ...running, repeats: 3 },
    retry('slow'),
  ],
  ['F3 …for the fourth time', token('credentials-refused', true), { ...running, repeats: 4 }, fatal],
  ['F6 session quota', token('session-quota'), start, retry('slow')],
  ['F8 token service says stop', token('token-stopped'), running, fatal],
  ['F9 too many token requests', token('token-throttled'), start, retry('slow')],
  ['F10 to F13 token service away', token('token-unavailable'), { ...start, repeats: 99 }, retry('backoff')],
  ['F15 redirect to a foreign host', new TokenError('untrusted-redirect', ''), running, fatal],
  [
    'F30 credentials callback fails',
    token('credentials-callback'),
    { ...start, repeats: 4 },
    retry('backoff'),
  ],
  ['F30 …five times at the start', token('credentials-callback'), { ...start, repeats: 5 }, fatal],
  ['F30 …five times later', token('credentials-callback'), { ...running, repeats: 5 }, retry('backoff')],
  ['a token that expired on the way', token('token-expired'), start, retry('now', true)],
  ['…again and again', token('token-expired'), { ...start, repeats: 2 }, retry('backoff', true)],
  ['a source that insists on a refused token', token('token-refused'), running, fatal],
  ['a source without tokens', token('no-token'), running, fatal],
  ['F31 discovery refuses the token', discovery('discovery-refused'), start, retry('now', true)],
  ['F31 …and a new one at the start', discovery('discovery-refused'), { ...start, repeats: 2 }, fatal],
  [
    'F31 …and a new one later',
    discovery('discovery-refused'),
    { ...running, repeats: 4 },
    retry('slow', true),
  ],
  ['F31 …and four new ones', discovery('discovery-refused'), { ...running, repeats: 5 }, fatal],
  ['F32 no entitlement for discovery', discovery('discovery-stopped'), running, fatal],
  ['discovery asked too often', discovery('discovery-throttled'), start, retry('slow')],
  ['discovery away', discovery('discovery-unavailable'), start, retry('backoff')],
  ['F33 no endpoints at the start', discovery('no-endpoint'), { ...start, repeats: 3 }, retry('backoff')],
  ['F33 …for the fourth time', discovery('no-endpoint'), { ...start, repeats: 4 }, fatal],
  ['F33 no endpoints later', discovery('no-endpoint'), { ...running, repeats: 9 }, retry('backoff')],
  ['F34 no endpoint for the region', discovery('no-region'), start, fatal],
  ['F41 connection refused', connection('connect-failed'), start, retry('backoff', false, true)],
  ['F46 wrong sub-protocol', connection('subprotocol-refused', 1002), start, retry('backoff', false, true)],
  ['F46 …everywhere', connection('subprotocol-refused', 1002), { ...start, repeats: 3 }, fatal],
  ['F47 no open in time', connection('connect-timeout'), start, retry('backoff', false, true)],
  [
    'F48 lost before the login answer',
    connection('connection-lost', 1000),
    running,
    retry('backoff', false, true),
  ],
  [
    'F48 …three times',
    connection('connection-lost', 1006),
    { ...start, repeats: 3 },
    retry('backoff', true, true),
  ],
  ['F49 no login answer', new LoginError('login-timeout', ''), start, retry('backoff', false, true)],
  [
    'F50 closed when the token had run out',
    login('NotEntitled'),
    { ...live, tokenExpired: true },
    retry('soon', true),
  ],
  ['F51 force logout', login('NotEntitled', 'Force Logout from DACS.'), live, retry('logout', true)],
  ['F51 …still, with a new token', login('NotEntitled'), { ...running, repeats: 40 }, retry('logout', true)],
  ['not entitled at the start', login('NotEntitled'), start, fatal],
  [
    'F52 a used token is refused',
    login('Error', 'Login Denied:Failed to validate sso token'),
    { ...running, tokenReused: true },
    retry('now', true),
  ],
  [
    'F52 …a second time in a row: no tight loop',
    login('Error'),
    { ...running, tokenReused: true, repeats: 2 },
    retry('slow', true),
  ],
  ['F52 a new token is refused', login('Error'), { ...start, repeats: 5 }, retry('slow', true)],
  ['F52 …for the sixth time', login('Error'), { ...running, repeats: 6 }, fatal],
  [
    'F53 pending login',
    login('UsageError', 'Login rejected. Already pending login.'),
    { ...start, tokenReused: true },
    retry('slow'),
  ],
  ['F54 mounted too often', login('ExceededMaxMountsPerUser'), start, retry('slow')],
  ['F54 too many logins', login('MaxLoginsReached'), { ...start, repeats: 99 }, retry('slow')],
  ['F55 unknown user', login('UserUnknownToPermSys'), start, retry('slow', true)],
  ['F55 …still', login('UserUnknownToPermSys'), { ...running, repeats: 2 }, fatal],
  ['F55 application denied, again', login('UserAccessToAppDenied'), { ...start, repeats: 2 }, fatal],
  ['F55 application token refused, again', login('AppAuthorizationFailed'), { ...start, repeats: 2 }, fatal],
  ['F56 permission system down', login('DacsDown'), start, retry('slow')],
  ['F56 any other code', login('Novel'), start, retry('slow', true)],
  ['F57 closed for now', new LoginError('login-closed-recover', ''), start, retry('backoff', false, true)],
  ['F66 closed in good order', connection('connection-lost', 1000), live, retry('soon')],
  ['F66 going away', connection('connection-lost', 1001), live, retry('soon')],
  ['F66 …again', connection('connection-lost', 1001), { ...live, repeats: 2 }, retry('backoff')],
  ['F67 torn off', connection('connection-lost', 1006), live, retry('backoff')],
  ['F68 protocol error', connection('connection-lost', 1008), { ...live, repeats: 2 }, retry('backoff')],
  ['F68 …three in a row', connection('connection-lost', 1009), { ...live, repeats: 3 }, retry('slow')],
  ['F70 silent', connection('peer-silent'), live, retry('backoff', false, true)],
  ['a token over ws to a foreign host', new ConnectionError('insecure-transport', ''), start, fatal],
  ['wrong use', new UsageError('invalid-options', ''), running, fatal],
  ['an item that leaked out', new ItemError('item-closed', '', 'EUR='), running, fatal],
  ['a mistake in a program', new TypeError('undefined is not a function'), live, fatal],
  ['no error at all', undefined, live, fatal],
]

describe('the table of failures', () => {
  it.each(table)('%s', (_, error, circumstances, verdict) => {
    expect(verdictOn(error, circumstances)).toEqual(verdict)
  })

  it('is never in a tight loop: only a first failure is answered at once', () => {
    for (const [, error, circumstances] of table) {
      for (const tokenReused of [true, false]) {
        const verdict = verdictOn(error, { ...circumstances, tokenReused, repeats: 2 })
        if (!verdict.fatal) expect(verdict.pace).not.toBe('now')
      }
    }
  })

  it('has a delay for each pace, within ten minutes', () => {
    const delays = paces({ base: 1_000, cap: 30_000 })
    expect(delays.now).toEqual({ base: 0, cap: 0 })
    expect(delays.backoff).toEqual({ base: 1_000, cap: 30_000 })
    expect(Math.max(...Object.values(delays).map(({ cap }) => cap))).toBe(600_000)
    expect(delays.logout.floor).toBeGreaterThanOrEqual(5_000)
  })
})
