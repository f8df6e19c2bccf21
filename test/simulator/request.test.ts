import { describe, expect, it } from 'vitest'
import { online } from './support-book.js'

const item = (id: number, Name: string, more: object = {}): object => ({ ID: id, Key: { Name }, ...more })

const real = { Timeliness: 'Realtime', Rate: 'TickByTick' }
const delayed = { Timeliness: 'Delayed', Rate: 'TimeConflated', TimeInfo: 900, RateInfo: 1000 }

describe('the quality of service', () => {
  it('is what the server has, in refreshes and in the directory', () => {
    const qos = { timeliness: 'Delayed', timeInfo: 900, rate: 'TimeConflated', rateInfo: 1000 } as const
    online({ qos, updateRate: 0 }, ({ client, at }) => {
      client.send(item(2, 'A.X'))
      client.send({ ID: 3, Domain: 'Source', Key: { Filter: 1 } })
      at(1, () => {
        expect(client.of(2)).toMatchObject([{ Qos: delayed }])
        expect(JSON.stringify(client.of(3)[0])).toContain(JSON.stringify([delayed]))
      })
    })
  })

  it('that is worse than what is asked for is refused', () => {
    online({ qos: { timeliness: 'Realtime', rate: 'TimeConflated', rateInfo: 1000 } }, ({ client, at }) => {
      client.send(item(2, 'A.X', { Qos: real }))
      client.send(item(3, 'A.X', { Qos: real, WorstQos: { ...real, Rate: 'TimeConflated', RateInfo: 500 } }))
      client.send(item(4, 'A.X', { Qos: real, WorstQos: { ...real, Rate: 'TimeConflated', RateInfo: 1000 } }))
      at(1, () => {
        for (const id of [2, 3]) expect(client.of(id)).toMatchObject([{ State: { Code: 'NotEntitled' } }])
        expect(client.of(4)).toMatchObject([{ Type: 'Refresh' }])
      })
    })
  })

  it.each([
    ['exactly this', { Qos: real }, true],
    ['exactly another one', { Qos: delayed }, false],
    ['a range around it', { Qos: real, WorstQos: delayed }, true],
    ['a range below it', { Qos: { Timeliness: 3, Rate: 3 }, WorstQos: delayed }, false],
    ['anything', { Qos: { Timeliness: 'Unspecified', Rate: 0 } }, true],
  ])('that is asked for as %s is granted or refused', (_, more, granted) => {
    online({ updateRate: 0 }, ({ client, at }) => {
      client.send(item(2, 'A.X', { ...more, Priority: { Class: 2, Count: 3 } }))
      at(1, () => {
        expect(client.of(2)).toMatchObject([
          granted ? { Type: 'Refresh', Qos: real } : { State: { Stream: 'Closed', Code: 'NotEntitled' } },
        ])
      })
    })
  })
})

describe('a private stream', () => {
  it('is demanded for some items, and granted then', () => {
    online({ privateOnly: ['RES-DS'], updateRate: 0 }, ({ client, at, simulator }) => {
      client.send(item(2, 'RES-DS'))
      client.send(item(3, 'RES-DS', { Private: true }))
      client.send(item(4, 'RES-DS', { Private: true }))
      at(1, () => {
        expect(client.of(2)).toMatchObject([
          {
            Type: 'Status',
            Private: true,
            Key: { Name: 'RES-DS' },
            State: { Stream: 'Redirected', Data: 'Ok' },
          },
        ])
        for (const id of [3, 4]) expect(client.of(id)).toMatchObject([{ Type: 'Refresh', Private: true }])
        simulator.suspectAll()
      })
      at(2, () => {
        // Nobody recovers it but the client.
        expect(client.of(3)[1]).toMatchObject({ Private: true, State: { Stream: 'ClosedRecover' } })
      })
    })
  })
})

describe('a redirect', () => {
  it('names the new key: name, service, or both, known or not', () => {
    const services = [
      { name: 'A', id: 1 },
      { name: 'B', id: 2 },
    ]
    const redirects = {
      OLD: { name: 'NEW' },
      MOVED: { service: 'B' },
      GONE: { name: 'X', service: 'ELSEWHERE' },
    }
    online({ services, redirects }, ({ client, at, simulator }) => {
      client.send(item(2, 'OLD'))
      client.send(item(3, 'MOVED'))
      client.send(item(4, 'GONE'))
      client.send(item(5, 'OPEN'))
      at(1, () => {
        const redirected = { Type: 'Status', State: { Stream: 'Redirected', Data: 'Ok' } }
        expect(client.of(2)).toMatchObject([{ ...redirected, Key: { Service: 'A', Name: 'NEW' } }])
        expect(client.of(3)).toMatchObject([{ ...redirected, Key: { Service: 'B', Name: 'MOVED' } }])
        expect(client.of(4)).toMatchObject([{ ...redirected, Key: { Service: 'ELSEWHERE', Name: 'X' } }])
        simulator.redirectItem('OPEN', { service: 'B' })
      })
      at(2, () => {
        expect(client.of(5).at(-1)).toMatchObject({ Key: { Service: 'B', Name: 'OPEN' } })
        expect(simulator.connections[0]!.streams.size).toBe(0)
      })
    })
  })
})

describe('a pause', () => {
  const login = (more: object): object => ({
    ID: 1,
    Domain: 'Login',
    Key: { Name: 'me', Elements: { ApplicationId: '256', Position: '127.0.0.1/net' } },
    ...more,
  })

  it('in the first request gives an image and no updates', () => {
    online({}, ({ client, at }) => {
      client.send(item(2, 'A.X', { Pause: true }))
      at(3_500, () => {
        expect(client.of(2)).toMatchObject([{ Type: 'Refresh' }])
      })
    })
  })

  it('of the login pauses and resumes all, with images unless none are wanted', () => {
    for (const Refresh of [true, false])
      online({}, ({ client, at }) => {
        client.send(item(2, 'A.X'))
        client.send({ ID: 3, Domain: 'MarketByPrice', Key: { Name: 'A.X' } })
        at(10, () => {
          client.send(login({ Refresh: false, Pause: true }))
        })
        at(5_500, () => {
          for (const id of [2, 3]) expect(client.of(id)).toHaveLength(1)
          client.send(login({ Refresh }))
        })
        at(7_500, () => {
          for (const id of [2, 3]) {
            const [, first, second] = client.of(id)
            expect(first).toMatchObject(Refresh ? { Type: 'Refresh', Solicited: false } : { Type: 'Update' })
            expect(second).toMatchObject({ Type: 'Update' })
          }
        })
      })
  })

  it('of one item outlives a renewed login', () => {
    online({}, ({ client, at }) => {
      client.send(item(2, 'A.X', { Pause: true }))
      at(10, () => {
        client.send(login({ Refresh: false }))
      })
      at(3_500, () => {
        expect(client.of(2)).toHaveLength(1)
      })
    })
  })

  it('is nothing to a server that says that it cannot', () => {
    const capabilities = { SupportPauseResume: 0, SupportOptimizedPauseResume: 0 }
    online({ capabilities }, ({ client, at }) => {
      client.send(item(2, 'A.X', { Pause: true }))
      at(3_500, () => {
        expect(client.of(2).length).toBeGreaterThan(2)
      })
    })
  })
})
