import { describe, expect, it } from 'vitest'
import { entriesOf, online } from './support-book.js'
import type { Message } from './support.js'

const directory = (id: number, Filter: number | undefined, more: object = {}): object => ({
  ID: id,
  Domain: 'Source',
  Key: { ...(Filter === undefined ? {} : { Filter }), ...more },
})

const filterOf = (message: Message | undefined, service: number): unknown[] => {
  const entry = entriesOf(message).find(({ Key }) => Key === service) as Message | undefined
  return ((entry?.['FilterList'] ?? { Entries: [] }) as { Entries: unknown[] }).Entries
}

const services = [
  { name: 'A', id: 7 },
  { name: 'B', id: 8 },
]

describe('a request for the source directory', () => {
  it('gets the entries of its filter', () => {
    online({ services }, ({ client, at }) => {
      client.send(directory(2, 63))
      client.send(directory(3, 40))
      at(1, () => {
        expect(filterOf(client.of(2)[0], 7)).toMatchObject([
          {
            ID: 1,
            Action: 'Set',
            Elements: { Name: 'A', Capabilities: { Data: { Data: [5, 6, 7, 8, 9, 10, 22, 33] } } },
          },
          { ID: 2, Action: 'Set', Elements: { ServiceState: 1, AcceptingRequests: 1 } },
          { ID: 4, Action: 'Set', Elements: { OpenWindow: 100, LoadFactor: 1 } },
          {
            ID: 6,
            Action: 'Set',
            Map: {
              KeyType: 'AsciiString',
              Entries: [{ Action: 'Add', Elements: { LinkState: 1, LinkCode: 1 } }],
            },
          },
        ])
        expect(filterOf(client.of(3)[0], 8)).toMatchObject([{ ID: 4 }, { ID: 6 }])
      })
    })
  })

  it('without a filter gets no answer, unless the server is told to', () => {
    for (const [directoryWithoutFilter, count] of [
      ['drop', 0],
      ['answer', 1],
    ] as const)
      online({ directoryWithoutFilter }, ({ client, at }) => {
        client.send(directory(2, undefined))
        at(1, () => {
          expect(client.of(2)).toHaveLength(count)
        })
      })
  })

  it('for a service that there is not gets an empty map, and an update when it comes', () => {
    online({ services }, ({ client, simulator, at }) => {
      client.send(directory(2, 1, { Service: 'C' }))
      at(1, () => {
        expect(client.of(2)).toMatchObject([{ Type: 'Refresh', Map: { Entries: [] } }])
        simulator.service('A', { up: false })
        simulator.addService({ name: 'C', id: 9 })
      })
      at(2, () => {
        expect(client.of(2).slice(1)).toMatchObject([
          {
            Type: 'Update',
            Map: { Entries: [{ Action: 'Add', Key: 9, FilterList: { Entries: [{ ID: 1 }] } }] },
          },
        ])
      })
    })
  })

  it('on the id of another stream is refused', () => {
    online({}, ({ client, at }) => {
      client.send({ ID: 2, Key: { Name: 'EUR=' } })
      client.send(directory(2, 3))
      at(1, () => {
        expect(client.of(2)[1]).toMatchObject({
          Domain: 'Source',
          State: { Stream: 'Closed', Code: 'UsageError' },
        })
      })
    })
  })
})

describe('a service that changes', () => {
  it('is told to those whose filter asks for it', () => {
    online({ services }, ({ client, simulator, at }) => {
      client.send(directory(2, 47))
      client.send(directory(3, 1))
      at(1, () => {
        simulator.service('A', { up: false, accepting: false })
        simulator.service('A', { openLimit: 5, openWindow: 2, loadFactor: 3 })
        simulator.service('A', { links: { 'simulator link': { up: false, code: 2 }, other: {} } })
        simulator.service('A', { links: { other: null } })
      })
      at(2, () => {
        expect(client.of(3)).toHaveLength(1)
        expect(
          client
            .of(2)
            .slice(1)
            .map((one) => filterOf(one, 7)),
        ).toMatchObject([
          [{ ID: 2, Elements: { ServiceState: 0, AcceptingRequests: 0 } }],
          [{ ID: 4, Elements: { OpenLimit: 5, OpenWindow: 2, LoadFactor: 3 } }],
          [
            {
              ID: 6,
              Action: 'Update',
              Map: {
                Entries: [
                  { Action: 'Update', Elements: { LinkState: 0, LinkCode: 2, Text: 'Link state is down' } },
                  { Action: 'Add', Key: 'other' },
                ],
              },
            },
          ],
          [{ ID: 6, Map: { Entries: [{ Action: 'Delete', Key: 'other' }] } }],
        ])
      })
    })
  })

  it.each([{ up: false }, { accepting: false }])('to %o lets open items be, and new ones wait', (change) => {
    online({}, ({ client, simulator, at }) => {
      client.send({ ID: 2, Key: { Name: 'A.X' } })
      at(10, () => {
        simulator.service('ELEKTRON_DD', change)
        client.send({ ID: 3, Key: { Name: 'B.X' } })
        client.send({ ID: 4, Key: { Name: 'C.X' }, Streaming: false })
        client.send({ ID: 5, Key: { Name: 'D.X' }, Private: true })
      })
      at(5_500, () => {
        expect(client.of(2).length).toBeGreaterThan(3)
        expect(client.of(3)).toMatchObject([{ Type: 'Status', State: { Stream: 'Open', Data: 'Suspect' } }])
        for (const id of [4, 5])
          expect(client.of(id)).toMatchObject([{ State: { Stream: 'ClosedRecover', Data: 'Suspect' } }])
        simulator.service('ELEKTRON_DD', { up: true, accepting: true })
      })
      at(7_500, () => {
        expect(
          client
            .of(3)
            .map(({ Type, Solicited }) => [Type, Solicited] as unknown)
            .slice(0, 3),
        ).toEqual([
          ['Status', undefined],
          ['Refresh', undefined],
          ['Update', undefined],
        ])
      })
    })
  })

  it('closes new items for who does not leave recovery to the server', () => {
    online(
      {},
      ({ client, simulator, at }) => {
        simulator.service('ELEKTRON_DD', { accepting: false })
        client.send({ ID: 3, Key: { Name: 'B.X' } })
        at(1, () => {
          expect(client.of(3)).toMatchObject([{ State: { Stream: 'ClosedRecover', Data: 'Suspect' } }])
        })
      },
      { SingleOpen: 0 },
    )
  })

  it('tells the state of its items in the directory, once, and item by item without one', () => {
    const status = { stream: 'ClosedRecover', text: 'Feed lost' } as const
    for (const follows of [true, false])
      online({ updateRate: 0 }, ({ client, simulator, at }) => {
        if (follows) client.send(directory(9, 2))
        client.send({ ID: 2, Key: { Name: 'A.X' } })
        at(1, () => {
          simulator.service('ELEKTRON_DD', { status })
          simulator.service('ELEKTRON_DD', { accepting: true })
        })
        at(2, () => {
          const state = { Stream: 'ClosedRecover', Data: 'Suspect', Text: 'Feed lost' }
          expect(client.of(2).slice(1)).toMatchObject(follows ? [] : [{ Type: 'Status', State: state }])
          expect(simulator.connections[0]!.streams.size).toBe(0)
          if (!follows) return
          const [told, after] = client.of(9).slice(1)
          expect(filterOf(told, 1)).toMatchObject([{ Elements: { Status: { Type: 'State', Data: state } } }])
          expect(filterOf(after, 1)).not.toHaveProperty('0.Elements.Status')
        })
      })
  })

  it('tells news of a group in the directory and by item statuses', () => {
    online({ updateRate: 0 }, ({ client, simulator, at }) => {
      client.send(directory(9, 4))
      client.send({ ID: 2, Key: { Name: 'A.X' } })
      at(1, () => {
        simulator.service('ELEKTRON_DD', { group: { group: 'G1', mergedTo: 'G2', status: { text: 'Gap' } } })
      })
      at(2, () => {
        expect(filterOf(client.of(9)[1], 1)).toMatchObject([
          {
            ID: 3,
            Elements: {
              Group: { Type: 'Buffer', Data: btoa('G1') },
              MergedToGroup: { Type: 'Buffer', Data: btoa('G2') },
              Status: { Type: 'State', Data: { Stream: 'Open', Data: 'Suspect', Text: 'Gap' } },
            },
          },
        ])
        expect(client.of(2)[1]).toMatchObject({ Type: 'Status', State: { Stream: 'Open', Data: 'Suspect' } })
      })
    })
  })
})

describe('a service that waits and is suspect', () => {
  const serviceName = 'ELEKTRON_DD'

  it('tells nothing of its state to requests that still wait', () => {
    online({ updateRate: 0 }, ({ client, simulator, at }) => {
      simulator.service(serviceName, { up: false })
      client.send({ ID: 2, Key: { Name: 'A.X' } })
      at(1, () => {
        simulator.service(serviceName, { status: { stream: 'ClosedRecover' } })
        simulator.service(serviceName, { up: true })
      })
      at(2, () => {
        expect(client.of(2).map(({ Type }) => Type as string)).toEqual(['Status', 'Refresh'])
      })
    })
  })

  it('gives images to all its items once it is up again', () => {
    online({ updateRate: 0 }, ({ client, simulator, at }) => {
      client.send({ ID: 2, Key: { Name: 'A.X' } })
      at(1, () => {
        simulator.suspectAll()
        simulator.service(serviceName, { up: true })
      })
      at(2, () => {
        expect(client.of(2).slice(1)).toMatchObject([
          { Type: 'Status' },
          { Type: 'Refresh', Solicited: false },
        ])
      })
    })
  })

  it('leaves requests waiting when it recovers and still takes none', () => {
    online({ updateRate: 0 }, ({ client, simulator, at }) => {
      simulator.suspectAll()
      simulator.service(serviceName, { accepting: false })
      client.send({ ID: 2, Key: { Name: 'A.X' } })
      at(1, () => {
        simulator.recoverAll()
      })
      at(2, () => {
        expect(client.of(2).map(({ Type }) => Type as string)).toEqual(['Status'])
      })
    })
  })
})

describe('the limits of a service', () => {
  it('count a request that waits once, though it came in the same frame', () => {
    online(
      { services: [{ name: 'A', id: 1, openWindow: 4 }], updateRate: 0 },
      ({ client, simulator, at }) => {
        simulator.service('A', { up: false })
        client.send([2, 3, 4, 5, 6].map((ID) => ({ ID, Key: { Name: `${ID}.X` } })))
        at(1, () => {
          const states = [2, 3, 4, 5, 6].map((id) => (client.of(id)[0]!['State'] as Message)['Stream'])
          expect(states).toEqual(['Open', 'Open', 'Open', 'Open', 'ClosedRecover'])
        })
      },
    )
  })

  it('refuse more open items than that, snapshots excepted', () => {
    online({ services: [{ name: 'A', id: 1, openLimit: 1 }], updateRate: 0 }, ({ client, simulator, at }) => {
      client.send({ ID: 2, Key: { Name: 'A.X' } })
      client.send({ ID: 3, Key: { Name: 'B.X' } })
      client.send({ ID: 4, Key: { Name: 'B.X' }, Streaming: false })
      at(1, () => {
        expect(client.of(3)).toMatchObject([{ State: { Stream: 'Closed', Code: 'TooManyItems' } }])
        expect(client.of(4)).toMatchObject([{ Type: 'Refresh' }])
        simulator.service('A', { openLimit: null })
        client.send({ ID: 5, Key: { Name: 'C.X' } })
      })
      at(2, () => {
        expect(client.of(5)).toMatchObject([{ Type: 'Refresh' }])
      })
    })
  })

  it('refuse more waiting requests than that: of one frame, and without an answer', () => {
    online(
      { services: [{ name: 'A', id: 1, openWindow: 2 }], updateRate: 0 },
      ({ client, simulator, at }) => {
        client.send({ ID: 10, Key: { Name: ['A.X', 'B.X', 'C.X'] } })
        client.send({ ID: 2, Key: { Name: 'D.X' } })
        at(1, () => {
          const states = [11, 12, 13, 2].map((id) => client.of(id)[0]!['Type'])
          expect(states).toEqual(['Refresh', 'Refresh', 'Status', 'Refresh'])
          expect(client.of(13)[0]).toMatchObject({ State: { Stream: 'ClosedRecover', Code: 'NoResources' } })
          simulator.service('A', { up: false })
          for (const id of [20, 21, 22]) client.send({ ID: id, Key: { Name: `${id}.X` } })
        })
        at(2, () => {
          const states = [20, 21, 22].map((id) => (client.of(id)[0]!['State'] as Message)['Stream'])
          expect(states).toEqual(['Open', 'Open', 'ClosedRecover'])
        })
      },
    )
  })

  it('of no window take nothing new', () => {
    online({ services: [{ name: 'A', id: 1, openWindow: 0 }] }, ({ client, at }) => {
      client.send({ ID: 2, Key: { Name: 'A.X' } })
      at(1, () => {
        expect(client.of(2)).toMatchObject([{ State: { Code: 'NoResources' } }])
      })
    })
  })
})

describe('a service that goes', () => {
  it.each([false, true])(
    'takes its items along (told: %s), and may come back',
    (tellItemsOfRemovedService) => {
      online({ services, tellItemsOfRemovedService }, ({ client, simulator, at }) => {
        client.send(directory(9, 2))
        client.send({ ID: 2, Key: { Name: 'A.X', Service: 'A' } })
        client.send({ ID: 3, Key: { Name: 'A.X', Service: 'B' } })
        at(10, () => {
          simulator.removeService('A')
        })
        at(5_500, () => {
          expect(client.of(9)[1]).toMatchObject({ Map: { Entries: [{ Action: 'Delete', Key: 7 }] } })
          expect(client.of(2).slice(1)).toMatchObject(
            tellItemsOfRemovedService ? [{ State: { Stream: 'ClosedRecover', Data: 'Suspect' } }] : [],
          )
          expect(client.of(3).length).toBeGreaterThan(3)
          simulator.addService({ name: 'A', id: 7 })
          client.send({ ID: 6, Key: { Name: 'A.X', Service: 'A' } })
        })
        at(5_501, () => {
          expect(client.of(6)).toMatchObject([{ Type: 'Refresh' }])
        })
      })
    },
  )

  it('leaves requests for it without a service', () => {
    online({ services }, ({ client, simulator, at }) => {
      simulator.removeService('A')
      client.send({ ID: 4, Key: { Name: 'A.X', Service: 'A' } })
      client.send({ ID: 5, Key: { Name: 'A.X', Service: 7 } })
      client.send({ ID: 6, Key: { Name: 'A.X' } })
      at(1, () => {
        expect(client.of(4)).toMatchObject([{ State: { Code: 'SourceUnknown' } }])
        expect(client.of(5)).toMatchObject([{ State: { Code: 'UsageError' } }])
        // The next one is the default service now.
        expect(client.of(6)).toMatchObject([{ Type: 'Refresh', Key: { Service: 'B' } }])
      })
    })
  })

  it('cannot be added twice', () => {
    online({ services }, ({ simulator }) => {
      expect(() => {
        simulator.addService({ name: 'C', id: 7 })
      }).toThrow(/already: A, 7/)
    })
  })
})

describe('the directory stream', () => {
  it('is closed by a verb, and tells nothing more', () => {
    online({}, ({ client, simulator, at }) => {
      client.send(directory(9, 3))
      at(1, () => {
        simulator.closeDirectory()
        simulator.service('ELEKTRON_DD', { up: false })
      })
      at(2, () => {
        expect(client.of(9).slice(1)).toMatchObject([
          { Type: 'Status', Domain: 'Source', State: { Stream: 'ClosedRecover', Data: 'Suspect' } },
        ])
      })
    })
  })
})
