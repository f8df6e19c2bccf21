import { describe, expect, it } from 'vitest'
import type { Refusal } from '../../src/session/session.js'
import { errorMessage, loginRefresh, refresh, update } from '../support/server-messages.js'
import { withSession, type SessionBench } from '../support/session-bench.js'

const loggedIn = (test: (bench: SessionBench) => void): void => {
  withSession((bench) => {
    bench.tokens.next(bench.token('a-token-of-some-length'))
    bench.connection.receive(loginRefresh())
    test(bench)
  })
}

const error = (id: number, copy: unknown, text = 'JSON parser error: -2'): object => ({
  ID: id,
  Type: 'Error',
  Text: text,
  Debug: { Message: typeof copy === 'string' ? copy : JSON.stringify(copy) },
})

describe('messages of a session', () => {
  it('go by their kind: acks and generic messages never reach the items, not even on a claimed stream', () => {
    loggedIn(({ connection, session, messages, acks, generics }) => {
      const claimed: unknown[] = []
      session().claim(9, (message) => claimed.push(message))
      connection.receive({ ID: 1, Type: 'Ack', AckID: 1 })
      connection.receive({ ID: 9, Type: 'Ack', AckID: 2 })
      connection.receive({ ID: 9, Type: 'Generic' })
      connection.receive({ ID: 4, Type: 'Post' })
      connection.receive({ ID: 1, Type: 'Post' })
      connection.receive(refresh(9))
      connection.receive(update(2))
      connection.receive({ ID: 2, Type: 'Surprise' })
      expect(acks).toMatchObject([{ AckID: 1 }, { AckID: 2 }])
      expect(generics).toMatchObject([{ ID: 9 }, { ID: 4 }, { ID: 1 }])
      expect(claimed).toMatchObject([{ Type: 'Refresh' }])
      expect(messages).toMatchObject([{ Type: 'Update' }, { Type: 'Surprise' }])
    })
  })

  it('hold no token anywhere in what the directory says', () => {
    loggedIn(({ connection, session }) => {
      const claimed: unknown[] = []
      session().claim(9, (message) => claimed.push(message))
      const map = (text: string): object => ({
        Map: { Entries: [{ Key: 7, Elements: { Text: [text, null] } }] },
      })
      connection.receive({ ID: 9, Type: 'Update', ...map('lost a-token-of-some-length') })
      expect(claimed).toEqual([{ ID: 9, Type: 'Update', ...map('lost [token]') }])
    })
  })

  it('nest deeper than any directory does, and nobody falls over them', () => {
    loggedIn(({ connection, session, seen }) => {
      const claimed: unknown[] = []
      session().claim(9, (message) => claimed.push(message))
      let deep: unknown = 'a-token-of-some-length'
      for (let level = 0; level < 100_000; level += 1) deep = [deep]
      connection.receive({ ID: 9, Type: 'Update', Map: { Entries: [{ Key: 7 }, deep] } })
      expect(claimed).toMatchObject([{ Map: { Entries: [{ Key: 7 }, expect.any(Array)] } }])
      expect(JSON.stringify(claimed)).not.toContain('a-token')
      expect(seen.errors).toBe(0)
    })
  })

  it('hold no token in the answer to a post', () => {
    loggedIn(({ connection, acks }) => {
      connection.receive({
        ID: 1,
        Type: 'Ack',
        AckID: 1,
        NakCode: 'a-token-of-some-length',
        Text: 'bad a-token-of-some-length',
      })
      expect(acks).toEqual([{ ID: 1, Type: 'Ack', AckID: 1, NakCode: '[token]', Text: 'bad [token]' }])
    })
  })
})

describe('an Error', () => {
  it('with ID 0 goes to the stream that its copy names, without the copy', () => {
    loggedIn(({ connection, messages, events }) => {
      connection.receive(error(0, { ID: 5, Key: { Name: 'X' } }))
      expect(messages).toEqual([{ ID: 5, Type: 'Error', Text: 'JSON parser error: -2' }])
      expect(events.filter(({ event }) => event === 'server.error')).toEqual([])
    })
  })

  it.each<[string, number, unknown]>([
    ['a login reissue', 0, { ID: 1, Domain: 'Login', Key: {} }],
    ['a login reissue, by its id', 1, ''],
    ['a close', 5, { ID: 5, Type: 'Close' }],
    ['a close of several', 0, { ID: [5, 6], Type: 'Close' }],
    ['a generic message', 5, { ID: 5, Type: 'Generic' }],
    ['a post that nobody waits for', 5, { ID: 5, Type: 'Post', PostID: 3 }],
    ['nobody knows what', 0, 'not JSON'],
  ])('about %s is told, and touches no stream', (_, id, copy) => {
    loggedIn(({ connection, messages, events, seen }) => {
      connection.receive(error(id, copy))
      expect(events.at(-1)).toEqual({
        event: 'server.error',
        text: 'JSON parser error: -2',
        fault: { category: 'not-json', text: 'JSON parser error: -2' },
      })
      expect(messages).toEqual([])
      expect(seen.errors).toBe(0)
    })
  })

  it('goes first to those who claim errors, and no further when one takes it', () => {
    loggedIn(({ connection, session, messages, events }) => {
      const refusals: Refusal[] = []
      const leave = session().claimErrors((refusal) => {
        refusals.push(refusal)
        return refusal.postId === 3
      })
      connection.receive(error(0, { ID: 1, Type: 'Post', PostID: 3 }))
      connection.receive(errorMessage(7))
      expect(refusals).toMatchObject([{ id: 1, type: 'Post', postId: 3 }, { id: 7 }])
      expect(messages).toMatchObject([{ ID: 7 }])
      leave()
      connection.receive(error(0, { ID: 1, Type: 'Post', PostID: 3 }))
      expect(refusals).toHaveLength(2)
      expect(events.at(-1)).toMatchObject({ event: 'server.error' })
    })
  })

  it('never hands on what it copies of the login', () => {
    loggedIn(({ connection, messages, events }) => {
      const secret = 'a-token-of-some-length'
      const login = { ID: 5, Key: { Elements: { AuthenticationToken: secret } } }
      connection.receive(error(0, login, `JSON Unexpected Value. Received '${secret}' for key 'Name'`))
      connection.receive(error(0, 'x', `JSON Unexpected Value. Received '${secret}' for key '${secret}'`))
      expect(messages).toHaveLength(1)
      expect(JSON.stringify([messages, events])).not.toContain(secret)
    })
  })

  it('with members of any type is survived', () => {
    loggedIn(({ connection, events, seen }) => {
      connection.receive({ ID: 0, Type: 'Error', Text: 7, Debug: 'x' })
      connection.receive({ ID: 0, Type: 'Error', Debug: { Message: {} } })
      expect(events.filter(({ event }) => event === 'server.error')).toHaveLength(2)
      expect(seen.errors).toBe(0)
    })
  })
})

describe('exact integers', () => {
  it('are asked for at the connection', () => {
    loggedIn(({ connection, session }) => {
      const wants = (id: number): boolean => id === 2
      session().exactFor(wants)
      expect(connection.exact).toBe(wants)
      session().exactFor(undefined)
      expect(connection.exact).toBeUndefined()
    })
  })
})
