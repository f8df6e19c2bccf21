import { describe, expect, it } from 'vitest'
import type { SimulatorOptions } from '../../src/simulator/index.js'
import { entriesOf, heldOf, mapOf, online } from './support-book.js'
import { simulate, type Message, type Stage } from './support.js'

const book = (ID: number, Domain: string, more: object = {}): object => ({
  ID,
  Domain,
  Key: { Name: '0#IBM.N' },
  ...more,
})

const domains = ['MarketByOrder', 'MarketByPrice', 'MarketMaker', 'SymbolList']

/** What is wrong with messages about a map, as a client sees it that trusts nobody. */
const faultsOf = (messages: readonly Message[]): readonly string[] => {
  const keys = new Set<string | number>()
  const faults: string[] = []
  for (const message of messages) {
    if (message['Type'] === 'Refresh' && message['ClearCache'] !== false) keys.clear()
    for (const { Action, Key } of entriesOf(message)) {
      if (keys.has(Key) === (Action === 'Add')) faults.push(`${Action} ${Key}`)
      if (Action === 'Add') keys.add(Key)
      if (Action === 'Delete') keys.delete(Key)
    }
  }
  return faults
}

/** Runs with a client whose connection can be full. */
const slowly = (
  options: SimulatorOptions,
  test: (
    stage: Stage & {
      messages: Message[]
      send: (message: object) => void
      fill: (full: boolean) => void
    },
  ) => void,
): void => {
  simulate({ pingTimeout: 0, ...options }, (stage) => {
    const messages: Message[] = []
    let full = false
    const connection = stage.simulator.connect({
      path: '/WebSocket',
      protocols: ['tr_json2'],
      deliver: {
        frame: (text) => messages.push(...(JSON.parse(text) as Message[])),
        close: () => undefined,
        congested: () => full,
      },
    })
    if (!('protocol' in connection)) throw new Error('refused')
    const send = (message: object): void => {
      connection.receive(JSON.stringify(message))
    }
    send({ ID: 1, Domain: 'Login', Key: { Name: 'me' } })
    test({
      ...stage,
      messages,
      send,
      fill: (now) => {
        full = now
        if (!now) connection.drained()
      },
    })
  })
}

describe.each(domains)('a client that is slow with %s', (domain) => {
  it('is told nothing of what came and went meanwhile, and nothing twice', () => {
    slowly({ updateRate: 20 }, ({ at, messages, send, fill }) => {
      send(book(2, domain))
      for (let round = 0; round < 5; round++) {
        at(round * 60_000 + 1_020, () => {
          fill(true)
        })
        at(round * 60_000 + 51_020, () => {
          fill(false)
        })
      }
      at(300_020, () => {
        send(book(3, domain, { Streaming: false }))
      })
      at(300_021, () => {
        const ofId = (id: number) => messages.filter(({ ID }) => ID === id)
        expect(ofId(2).filter(({ UpdateType }) => UpdateType === 'Multiple')).toHaveLength(5)
        expect(faultsOf(ofId(2))).toEqual([])
        expect(heldOf(ofId(2))).toEqual(heldOf(ofId(3)))
      })
    })
  })

  it('costs no more, however long it is slow', () => {
    const lengthAfter = (seconds: number): number => {
      let length = 0
      slowly({ updateRate: 20 }, ({ at, messages, send, fill }) => {
        send(book(2, domain))
        at(520, () => {
          fill(true)
        })
        at(seconds * 1000 + 520, () => {
          fill(false)
        })
        at(seconds * 1000 + 521, () => {
          length = entriesOf(messages.find(({ UpdateType }) => UpdateType === 'Multiple')).length
        })
      })
      return length
    }
    expect(lengthAfter(600)).toBeLessThan(150)
  })
})

describe.each(domains)('a client that pauses %s', (domain) => {
  it('and resumes without a refresh has missed nothing', () => {
    online({ updateRate: 20, pingTimeout: 0 }, ({ client, at }) => {
      client.send(book(2, domain))
      at(1_010, () => {
        client.send(book(2, domain, { Pause: true, Refresh: false }))
      })
      let before = 0
      at(30_010, () => {
        before = client.of(2).length
        client.send(book(2, domain, { Refresh: false }))
      })
      at(40_010, () => {
        client.send(book(3, domain, { Streaming: false }))
      })
      at(40_011, () => {
        expect(client.of(2)[before]).toMatchObject({ Type: 'Update', UpdateType: 'Multiple' })
        expect(faultsOf(client.of(2))).toEqual([])
        expect(heldOf(client.of(2))).toEqual(heldOf(client.of(3)))
      })
    })
  })
})

describe('a refresh in many parts with updates in between', () => {
  it.each(domains)('of %s tells each thing once', (domain) => {
    online({ updateRate: 0, bookParts: 40, updatesBetweenParts: true }, ({ client, at }) => {
      for (let ID = 2; ID < 40; ID++) client.send(book(ID, domain, { Private: true }))
      at(10, () => {
        // Updates may speak of what a later part brings; nothing may be added twice.
        for (let id = 2; id < 40; id++)
          expect(faultsOf(client.of(id)).filter((fault) => fault.startsWith('Add'))).toEqual([])
      })
    })
  })
})

describe('a book that moves by a verb', () => {
  it('moves on all connections, whichever is meant', () => {
    online({ updateRate: 0 }, ({ client, simulator, at }) => {
      client.send(book(2, 'MarketByPrice'))
      at(5, () => {
        simulator.updateItem('0#IBM.N', undefined, { connection: 99 })
      })
      at(10, () => {
        expect(client.of(2).map(({ Type }) => Type)).toEqual(['Refresh', 'Update'])
      })
    })
  })
})

describe('a list that is changed', () => {
  const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i))
  const everyName = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => `${a}${b}${c}.N`)))
  const changed = { add: ['A', 'C'], remove: ['B', 'X'] }

  it('is told neither of names that stay nor of names that were not there', () => {
    online(
      { updateRate: 0, symbolLists: { L: ['A', 'B'] }, symbolKeys: 'AsciiString' },
      ({ client, simulator, at }) => {
        client.send({ ID: 2, Domain: 'SymbolList', Key: { Name: 'L' } })
        at(5, () => {
          simulator.changeList('L', changed)
          simulator.changeList('L', changed)
        })
        at(10, () => {
          const [, ...updates] = client.of(2)
          expect(updates.map((update) => entriesOf(update))).toEqual([
            [
              { Action: 'Delete', Key: 'B' },
              { Action: 'Add', Key: 'C' },
            ],
          ])
        })
      },
    )
  })

  it('and is made up goes on without adding what is there', () => {
    online({ updateRate: 100, pingTimeout: 0 }, ({ client, simulator, at }) => {
      client.send(book(2, 'SymbolList'))
      at(5, () => {
        simulator.changeList('0#IBM.N', { add: everyName })
      })
      at(60_000, () => {
        expect(faultsOf(client.of(2))).toEqual([])
      })
    })
  })

  it('that holds nothing has no count of it', () => {
    online({ updateRate: 0, symbolLists: { L: [] } }, ({ client, at }) => {
      client.send({ ID: 2, Domain: 'SymbolList', Key: { Name: 'L' } })
      at(10, () => {
        expect(mapOf(client.of(2)[0])).toMatchObject({ Entries: [] })
        expect(mapOf(client.of(2)[0])).not.toHaveProperty('CountHint')
      })
    })
  })
})

describe('regular refreshes', () => {
  it('leave a client alone that is slow or has paused', () => {
    slowly({ updateRate: 10, refreshEvery: 3 }, ({ at, messages, send, fill }) => {
      const price = { ID: 2, Key: { Name: 'IBM.N' } }
      send(price)
      send({ ...price, Pause: true, Refresh: false })
      at(5_050, () => {
        expect(messages.filter(({ ID }) => ID === 2)).toHaveLength(1)
        send({ ...price, Refresh: false })
        fill(true)
      })
      at(10_050, () => {
        expect(messages.filter(({ ID }) => ID === 2)).toHaveLength(1)
      })
    })
  })
})
