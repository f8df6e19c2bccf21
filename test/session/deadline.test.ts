import { describe, expect, it } from 'vitest'
import { loginRefresh } from '../support/server-messages.js'
import { withSession } from '../support/session-bench.js'

describe('a login whose server wants the next token at a certain time', () => {
  it('does not tell of it, or passes an answer to a reissue for news', () => {
    withSession(({ connection, tokens, token, events, wanted }) => {
      const withDeadline = (AuthenticationTTReissue: unknown) =>
        loginRefresh({ Key: { Elements: { AuthenticationTTReissue } } })
      const first = token('t')
      tokens.next(first)
      connection.receive(withDeadline({ Type: 'UInt', Data: 600 }))
      expect(events).toMatchObject([{ event: 'login.accepted', reissueBy: 600_000 }])
      expect(wanted).toEqual([[first, 600_000]])
      const second = token('u')
      tokens.next(second)
      expect(connection.sent.at(-1)).not.toHaveProperty('Refresh')
      connection.receive(withDeadline(900))
      connection.receive(withDeadline('soon'))
      expect(wanted.slice(1)).toEqual([[second, 900_000]])
      expect(events.map(({ event }) => event)).toEqual(['login.accepted', 'login.reissued'])
    })
  })
})
