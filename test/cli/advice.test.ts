import { describe, expect, it } from 'vitest'
import { adviceOn, explain } from '../../src/cli/play/advice.js'
import { ConnectionError, TokenError, type ErrorCode } from '../../src/errors.js'

/** Every code, and whether there is something that a user can do. A new code does not compile until it is here. */
const codes: Readonly<Record<ErrorCode, 'advice' | 'passes'>> = {
  'credentials-refused': 'advice',
  'session-quota': 'advice',
  'token-stopped': 'advice',
  'token-throttled': 'advice',
  'token-unavailable': 'advice',
  'credentials-callback': 'advice',
  'token-expired': 'advice',
  'token-refused': 'advice',
  'no-token': 'advice',
  'discovery-refused': 'advice',
  'discovery-stopped': 'advice',
  'discovery-throttled': 'advice',
  'discovery-unavailable': 'advice',
  'no-endpoint': 'advice',
  'no-region': 'advice',
  'untrusted-redirect': 'advice',
  'insecure-transport': 'advice',
  'connect-failed': 'advice',
  'connect-timeout': 'advice',
  'subprotocol-refused': 'advice',
  'connection-lost': 'passes',
  'peer-silent': 'passes',
  'login-timeout': 'advice',
  'login-closed': 'advice',
  'login-closed-recover': 'passes',
  'item-closed': 'advice',
  'item-redirected': 'advice',
  'request-not-understood': 'advice',
  'request-too-large': 'advice',
  'service-unavailable': 'advice',
  'post-refused': 'advice',
  'post-not-understood': 'advice',
  'post-timeout': 'advice',
  'post-lost': 'advice',
  'post-not-sent': 'advice',
  'post-too-large': 'advice',
  'dictionary-malformed': 'advice',
  'invalid-options': 'advice',
  'consumer-closed': 'advice',
  'item-not-open': 'advice',
}

describe('advice', () => {
  it.each(Object.entries(codes))('on %s is missing, or there although it passes (%s)', (code, wanted) => {
    const words = adviceOn({ code: code as ErrorCode })
    if (wanted === 'passes') expect(words).toBe('')
    else expect(words).toMatch(/^; [a-z].{10,}[^.;\n]$/)
  })

  it.each([
    ['ENOTFOUND', /host.*DNS/],
    ['ECONNREFUSED', /nothing listens/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /NODE_EXTRA_CA_CERTS/],
    ['CERT_HAS_EXPIRED', /out of date/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /another host/],
    ['EPROTO', /no TLS at that port/],
    ['ESOMETHING', /host, port and path/],
    ['toString', /host, port and path/],
  ])('on a connection that failed with %s is that on another cause', (systemCode, wanted) => {
    expect(adviceOn(new ConnectionError('connect-failed', 'no', { systemCode }))).toMatch(wanted)
  })

  it('on a token service that cannot be reached is that on another cause', () => {
    expect(explain(new TokenError('token-unavailable', 'no answer', { systemCode: 'ECONNREFUSED' }))).toMatch(
      /^no answer \(token-unavailable\); nothing listens there/,
    )
  })
})
