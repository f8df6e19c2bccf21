import fc from 'fast-check'
import { BehaviorSubject, type Observable } from 'rxjs'
import { describe, expect, test } from 'vitest'
import { observe } from '../support/observe.js'
import { errorMessage, refresh, status, update } from '../support/server-messages.js'
import { capableLogin, onWire, type Members } from '../support/wire-bench.js'
import { within } from '../support/wire-normal.js'

const nat = fc.nat(11)
const step = fc.record({
  do: fc.constantFrom(
    ...([
      'item',
      'item',
      'items',
      'items',
      'snapshot',
      'view',
      'leave',
      'leave',
      'pause',
      'post',
      'directory',
    ] as const),
    ...([
      'tick',
      'tick',
      'answer',
      'answer',
      'answer',
      'end',
      'later',
      'batch',
      'refuse',
      'error',
      'drop',
    ] as const),
  ),
  n: nat,
})

/** What a server keeps of one connection, and what it holds against its client. */
const bookkeeper = () => {
  const used = new Set<number>([1])
  const open = new Map<number, string>()
  const batches = new Map<number, readonly number[]>()
  const snapshots = new Set<number>()
  const take = (id: number, what: string): void => {
    expect(used.has(id), `${what} on id ${id}, which was used before`).toBe(false)
    used.add(id)
  }
  const onRequest = (id: number, message: Members): void => {
    const { Name } = within(message, 'Key')
    const about = (name: unknown): string => JSON.stringify([message['Domain'], name])
    const known = open.get(id)
    if (known !== undefined) {
      expect(about(Name), `a reissue on id ${id} of ${known}`).toBe(known)
      return
    }
    take(id, 'a request')
    if (message['Streaming'] === false) snapshots.add(id)
    if (!Array.isArray(Name)) {
      open.set(id, about(Name))
      return
    }
    Name.forEach((name: unknown, index) => {
      take(id + 1 + index, 'an item of a batch')
      open.set(id + 1 + index, about(name))
      if (message['Streaming'] === false) snapshots.add(id + 1 + index)
    })
    batches.set(
      id,
      Name.map((_, index) => id + 1 + index),
    )
  }
  return {
    open,
    batches,
    snapshots,
    heard: new Set<number>(),
    hear: (message: Members): void => {
      const { ID, Type, Domain } = message
      if (Domain === 'Login' || Type === 'Ping' || Type === 'Pong') return
      if (Type === undefined) {
        onRequest(Number(ID), message)
      } else if (Type === 'Close') {
        for (const id of [ID].flat() as readonly number[]) {
          // No batch is ever open: what has its id is over with the request.
          expect(open.has(id), `a close of id ${id}, which is not open`).toBe(true)
          open.delete(id)
        }
      } else {
        expect(Type).toBe('Post')
        expect(ID === 1 || open.has(Number(ID)), `a post on id ${String(ID)}`).toBe(true)
      }
    },
  }
}

describe('stream ids', () => {
  test('are never used twice, and those of batches never closed, whatever is asked for and answered', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 45, size: 'max' }), fc.boolean(), (steps, several) => {
        const Elements = { SupportBatchRequests: several ? 7 : 1, SupportViewRequests: 1, SupportOMMPost: 1, SupportPauseResume: 1 } // prettier-ignore
        const login = capableLogin({ Key: { Name: 'user', Elements } })
        onWire(
          ({ consumer, advance, logIn, receive, sent, sockets, socket }) => {
            let server = bookkeeper()
            let read = 0
            const leaves: (() => void)[] = []
            const pause = new BehaviorSubject(false)
            const want = (source: Observable<unknown>): void => {
              const { subscription } = observe(source)
              leaves.push(() => {
                subscription.unsubscribe()
              })
            }
            const listen = (): void => {
              for (const message of sent().slice(read)) server.hear(message)
              read = sent().length
            }
            const connect = (): void => {
              for (let tries = 0; sockets.length === 0 || socket().protocol !== ''; tries += 1) {
                if (tries > 100) expect.fail('no new connection')
                advance(500)
              }
              server = bookkeeper()
              read = 0
              logIn(login)
            }
            want(consumer.item('KEEP'))
            advance(0)
            connect()
            listen()
            for (const { do: what, n } of steps) {
              // Ends cross with closes that are on their way, and nobody could tell whose fault that is.
              if (['answer', 'end', 'later', 'refuse'].includes(what)) advance(0)
              listen()
              const name = `ITEM${n % 6}`
              const id = [...server.open.keys()][n % Math.max(1, server.open.size)] ?? 0
              const [batch, members = []] = [...server.batches][n % Math.max(1, server.batches.size)] ?? []
              const end = (...ids: readonly number[]): void => {
                for (const one of ids) server.open.delete(one)
              }
              if (what === 'item')
                want(consumer.item(name, { domain: n > 8 ? 'MarketByPrice' : 'MarketPrice' }))
              else if (what === 'items') want(consumer.items([name, 'A', `B${n}`, 'C'].slice(0, 2 + (n % 3))))
              else if (what === 'snapshot') want(consumer.item(name, { snapshot: true }))
              else if (what === 'view') want(consumer.item(name, { view: [`F${n}`], pauseWhile: pause }))
              else if (what === 'leave') leaves.splice(1 + (n % leaves.length), 1)[0]?.()
              else if (what === 'pause') pause.next(!pause.value)
              else if (what === 'post')
                want(consumer.post({ name, onStream: n % 2 === 0, fields: { BID: 1 } }))
              else if (what === 'directory') want(consumer.services$)
              else if (what === 'tick') advance(n === 0 ? 2_000 : 0)
              else if (what === 'answer' && server.snapshots.has(id)) {
                end(id)
                receive(refresh(id, {}, { State: { Stream: 'NonStreaming', Data: 'Ok' } }))
              } else if (what === 'answer' && id !== 0) {
                server.heard.add(id)
                receive(refresh(id), update(id))
              } else if (what === 'end' && id !== 0) {
                end(id)
                receive(status(id, 'Closed', 'Suspect', 'NotFound'))
              } else if (what === 'later' && id !== 0) {
                end(id)
                receive(status(id, 'ClosedRecover', 'Suspect'))
              } else if (what === 'batch' && batch !== undefined) {
                server.batches.delete(batch)
                receive(status(batch, 'Closed', 'Ok'))
              } else if (what === 'refuse' && batch !== undefined) {
                server.batches.delete(batch)
                end(...members.filter((one) => !server.heard.has(one)))
                receive(
                  status(batch, 'Closed', 'Suspect', n % 2 === 0 ? 'UnableToRequestAsBatch' : 'NotEntitled'),
                )
              } else if (what === 'error' && id !== 0) {
                receive(errorMessage(0), errorMessage(9_000 + n))
              } else if (what === 'drop') {
                socket().closesWith(1006)
                connect()
              }
              listen()
            }
            advance(0)
            listen()
            // All but the one that keeps the session up leave.
            for (const leave of leaves.slice(1)) leave()
            advance(0)
            listen()
            const left = [...server.open.values()].filter(
              (about) => !about.includes('KEEP') && !about.includes('Source'),
            )
            expect(left, 'open when all have left').toEqual([])
          },
          { pacing: { batchSize: 3, outstanding: 8 }, linger: 60_000 },
        )
      }),
      { numRuns: 200 },
    )
  })
})
