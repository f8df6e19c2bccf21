import { expect, test } from 'vitest'
import type { NamedEvent } from '../../src/index.js'
import { play } from '../support/scenario.js'
import { closes, connects, logins, requests } from '../support/scenario-received.js'

const seconds = 1_000
const minutes = 60_000

test('an item that is closed with ClosedRecover for ever is asked for at a bounded rate, others go on', () => {
  play({ simulator: { updateRate: 1 } }, ({ simulator, watch, advance }) => {
    const watched = watch('EUR=', 'JPY=')
    advance(10 * seconds)
    watched.mark()
    simulator.closeRecoverItem('EUR=', { forever: true })
    advance(30 * minutes)
    const asked = requests(simulator).filter(({ name }) => name === 'EUR=')
    expect(asked.length).toBeGreaterThan(20)
    expect(asked.length).toBeLessThan(45)
    const gaps = asked.slice(-5).map(({ at }, index, all) => at - (all[index - 1]?.at ?? at))
    expect(Math.max(...gaps)).toBeLessThanOrEqual(61 * seconds)
    expect(Math.min(...gaps.slice(1))).toBeGreaterThanOrEqual(59 * seconds)
    expect(requests(simulator).filter(({ name }) => name === 'JPY=')).toHaveLength(1)
    const undisturbed = watched.of('JPY=')
    expect(undisturbed.length).toBeGreaterThan(1_700)
    expect(undisturbed.every(({ type, stale }) => type === 'update' && stale === false)).toBe(true)
    expect(connects(simulator)).toHaveLength(1)

    simulator.answerItem('EUR=', undefined)
    advance(61 * seconds)
    expect(watched.live()).toContain('EUR=')
    expect(watched.errors).toEqual([])
  })
})

test('a service that goes down makes items stale, and brings them back without a request or a reconnect', () => {
  play({}, ({ simulator, watch, advance }) => {
    const names = ['EUR=', 'JPY=', 'GBP=']
    const watched = watch(...names)
    advance(10 * seconds)
    watched.mark()
    simulator.suspectAll()
    advance(10 * minutes)
    expect(watched.stale()).toEqual(names)
    expect(watched.of('EUR=')).toMatchObject([
      { type: 'status', state: { stream: 'Open', data: 'Suspect', text: '**F10: Service Down' } },
    ])
    simulator.recoverAll()
    advance(seconds)
    expect(watched.live()).toEqual(names)
    const [, refresh] = watched.of('EUR=')
    expect(refresh).toMatchObject({ type: 'refresh', solicited: false, recovered: { awayMs: 10 * minutes } })
    expect(requests(simulator)).toHaveLength(3)
    expect(connects(simulator)).toHaveLength(1)
    expect(logins(simulator)).toHaveLength(1)
  })
})

test('an item asked for while its service is down comes by itself when the service is back', () => {
  play({}, ({ simulator, watch, advance }) => {
    watch('GBP=')
    advance(seconds)
    simulator.suspectAll()
    advance(seconds)
    const late = watch('EUR=')
    advance(5 * minutes)
    expect(late.stale()).toEqual(['EUR='])
    simulator.recoverAll()
    advance(seconds)
    expect(late.live()).toEqual(['EUR='])
    expect(requests(simulator).filter(({ name }) => name === 'EUR=')).toHaveLength(1)
  })
})

test('a suspect status is told to its item alone, and no stream is touched', () => {
  play({}, ({ simulator, watch, advance }) => {
    const watched = watch('EUR=', 'JPY=', 'GBP=')
    advance(seconds)
    watched.mark()
    simulator.suspectItem('EUR=', { text: 'group is stale' })
    simulator.suspectItem('JPY=', { text: 'group is stale' })
    advance(5 * minutes)
    expect(watched.stale()).toEqual(['EUR=', 'JPY='])
    expect(watched.of('GBP=')).toEqual([])
    expect(requests(simulator)).toHaveLength(3)
    expect(closes(simulator)).toEqual([])
    simulator.itemStatus('EUR=')
    advance(seconds)
    expect(watched.live()).toEqual(['EUR=', 'GBP='])
    expect(requests(simulator)).toHaveLength(3)
  })
})

test('an item that is not found or not permitted ends alone', () => {
  play({}, ({ simulator, watch, consumer, advance }) => {
    const watched = watch('EUR=', 'UNKNOWN.X', 'DENIED.X')
    const errors: unknown[] = []
    for (const name of ['UNKNOWN.X', 'DENIED.X'])
      consumer.item(name).subscribe({ error: (error: unknown) => errors.push(error) })
    advance(seconds)
    expect(watched.of('UNKNOWN.X')).toMatchObject([
      { type: 'status', state: { stream: 'Closed', code: 'NotFound' } },
    ])
    expect(watched.live()).toEqual(['EUR='])
    expect(watched.errors).toEqual([])
    expect(watched.completed()).toBe(false)
    expect(errors).toMatchObject([
      { code: 'item-closed', item: 'UNKNOWN.X', state: { code: 'NotFound' } },
      { code: 'item-closed', item: 'DENIED.X', state: { code: 'NotEntitled' } },
    ])
    // After a lost connection only what is still open is asked for.
    simulator.drop()
    advance(10 * seconds)
    expect(requests(simulator).filter(({ connection }) => connection === 2).map(({ name }) => name)).toEqual(['EUR=']) // prettier-ignore
  })
})

test('leaving all of a batch of 500 inside the first value closes all of them and throws nothing', () => {
  const names = Array.from({ length: 500 }, (_, index) => `ITEM${index}.N`)
  play({}, ({ simulator, consumer, advance }) => {
    const told: NamedEvent[] = []
    const subscription = consumer.items(names).subscribe((named) => {
      told.push(named)
      subscription.unsubscribe()
    })
    // Keeps the session up, so that the closes are needed.
    consumer.item('EUR=').subscribe()
    advance(10 * seconds)
    expect(told).toHaveLength(1)
    const asked = requests(simulator).filter(({ name }) => name !== 'EUR=')
    expect(asked).toHaveLength(500)
    expect(new Set(closes(simulator).map(({ id }) => id))).toEqual(new Set(asked.map(({ id }) => id)))
    expect([...(simulator.connections[0]?.streams.keys() ?? [])]).toEqual(['EUR='])
  })
})

test('nonsense, repeated, late and foreign frames disturb no item', () => {
  play({}, ({ simulator, watch, advance, told }) => {
    const watched = watch('EUR=')
    const leaving = watch('JPY=')
    advance(seconds)
    leaving.leave()
    advance(seconds)
    watched.mark()
    simulator.sendMalformed()
    simulator.sendLate()
    simulator.sendUnknownId()
    simulator.sendRaw('{"ID":"x"}')
    simulator.sendRaw('[null,1,"text",[],{"ID":2}]')
    simulator.sendRaw('')
    advance(seconds)
    expect(watched.of()).toEqual([])
    expect(leaving.of()).toHaveLength(1)
    simulator.updateItem('EUR=', { BID: 2 })
    advance(seconds)
    expect(watched.of('EUR=')).toMatchObject([{ type: 'update', fields: { BID: 2 } }])
    expect(told('frame.malformed').length).toBeGreaterThan(0)
    expect(connects(simulator)).toHaveLength(1)
  })
})

test('a request that is never answered is told, closed and made again', () => {
  let swallow = true
  const intercept = (message: Readonly<Record<string, unknown>>): boolean =>
    swallow && JSON.stringify(message['Key'] ?? '').includes('EUR=')
  play({ simulator: { intercept } }, ({ simulator, watch, advance, told }) => {
    const watched = watch('EUR=', 'JPY=')
    advance(14 * seconds)
    swallow = false
    advance(10 * seconds)
    expect(told('item.timeout')).toMatchObject([{ name: 'EUR=', attempt: 1 }, { name: 'JPY=' }].slice(0, told('item.timeout').length)) // prettier-ignore
    expect(told('item.timeout').length).toBeGreaterThan(0)
    expect(watched.live()).toContain('EUR=')
    expect(connects(simulator)).toHaveLength(1)
  })
})
