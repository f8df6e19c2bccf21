import { describe, expect, it } from 'vitest'
import { decoded, entriesOf, heldOf, mapOf, online } from './support-book.js'
import type { Message } from './support.js'

const list = (id: number, Name: string, more: object = {}): object => ({
  ID: id,
  Domain: 'SymbolList',
  Key: { Name },
  ...more,
})

const namesOf = (messages: readonly Message[]): string[] => [...heldOf(messages).keys()].map(decoded).sort()

describe('a symbol list', () => {
  it.each(['0#.FTSE', '_ITEMS', '.AV.N'])('is made up for the name %s, and grows and shrinks', (name) => {
    online({ pingTimeout: 0 }, ({ client, at }) => {
      client.send(list(2, name))
      at(120_500, () => {
        const refreshes = client.of(2).filter(({ Type }) => Type === 'Refresh')
        expect(refreshes.flatMap(entriesOf)).toHaveLength(30)
        const updates = client.of(2).filter(({ Type }) => Type === 'Update')
        const actions = new Set(updates.flatMap((update) => entriesOf(update).map(({ Action }) => Action)))
        expect([...actions].sort()).toEqual(['Add', 'Delete'])
        const digests = updates.filter((update) => !('Entries' in mapOf(update)))
        expect(digests.length).toBeGreaterThan(0)
        for (const digest of digests)
          expect(digest).toMatchObject({ UpdateType: 'MarketDigest', Map: { Summary: { Fields: {} } } })
        expect(namesOf(client.of(2)).length).toBeGreaterThan(15)
      })
    })
  })

  it('of an unknown name does not exist', () => {
    online({}, ({ client, at }) => {
      client.send(list(2, 'IBM.N'))
      at(1, () => {
        expect(client.of(2)).toMatchObject([
          { Domain: 'SymbolList', State: { Stream: 'Closed', Code: 'NotFound' } },
        ])
      })
    })
  })

  it('that was given holds these names, without content, and does not move by itself', () => {
    online({ symbolLists: { '0#MINE': ['A.N', 'B.N'] } }, ({ client, at }) => {
      client.send(list(2, '0#MINE'))
      at(60_500, () => {
        const [image, ...updates] = client.of(2)
        expect(entriesOf(image)).toEqual([
          { Action: 'Add', Key: btoa('A.N') },
          { Action: 'Add', Key: btoa('B.N') },
        ])
        expect(updates.flatMap(entriesOf)).toEqual([])
      })
    })
  })

  it('has keys of plain text where the server is told to', () => {
    online({ symbolLists: { L: ['É.N'] }, symbolKeys: 'AsciiString' }, ({ client, at }) => {
      client.send(list(2, 'L'))
      at(1, () => {
        expect(mapOf(client.of(2)[0])).toMatchObject({ KeyType: 'AsciiString', Entries: [{ Key: 'É.N' }] })
      })
    })
  })

  it('is changed by a verb, for who watches it and for who comes later', () => {
    online({ symbolLists: { L: ['A', 'B'] }, updateRate: 0 }, ({ client, simulator, at }) => {
      client.send(list(2, 'L'))
      at(1, () => {
        simulator.changeList('L', { add: ['C'], remove: ['A'] })
        client.send(list(3, 'L', { Streaming: false }))
      })
      at(2, () => {
        expect(client.of(2)[1]).toMatchObject({
          Type: 'Update',
          Domain: 'SymbolList',
          Map: {
            KeyType: 'Buffer',
            Entries: [
              { Action: 'Delete', Key: btoa('A') },
              { Action: 'Add', Key: btoa('C') },
            ],
          },
        })
        expect(namesOf(client.of(2))).toEqual(['B', 'C'])
        expect(namesOf(client.of(3))).toEqual(['B', 'C'])
      })
    })
  })

  it('comes into being by the verb', () => {
    online({ updateRate: 0 }, ({ client, simulator, at }) => {
      simulator.changeList('NEW', { add: ['__proto__', 'B'] })
      client.send(list(2, 'NEW'))
      at(1, () => {
        expect(namesOf(client.of(2))).toEqual(['B', '__proto__'])
      })
    })
  })
})
