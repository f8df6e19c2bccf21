import { describe, expect, it } from 'vitest'
import { createInstrument } from '../../src/simulator/market/instrument.js'
import { fieldsJson, type FieldList } from '../../src/simulator/market/field.js'
import { connect, simulate, type Message } from './support.js'

const values = (fields: FieldList): Message => JSON.parse(fieldsJson(fields, undefined)) as Message

const walk = (seed: number, name: string, count: number): Message[] => {
  const instrument = createInstrument(seed, 'S', name)
  return [
    values(instrument.image(0)),
    ...Array.from({ length: count }, (_, i) => values(instrument.next(i * 1000).fields)),
  ]
}

describe('the market', () => {
  it('is the same for the same seed, and another one for another seed', () => {
    expect(walk(1, 'EUR=', 50)).toEqual(walk(1, 'EUR=', 50))
    expect(walk(2, 'EUR=', 50)).not.toEqual(walk(1, 'EUR=', 50))
    expect(walk(1, 'JPY=', 50)).not.toEqual(walk(1, 'EUR=', 50))
  })

  it('does not depend on the order in which items are asked for', () => {
    const bids = (names: string[]): Message => {
      const images: Message = {}
      simulate({}, ({ network, at }) => {
        const client = connect(network)
        client.loginByName()
        names.forEach((Name, i) => {
          client.send({ ID: i + 2, Key: { Name } })
        })
        at(10_500, () => {
          names.forEach((name, i) => {
            images[name] = client.of(i + 2).map(({ Fields }) => Fields)
          })
        })
      })
      return images
    }
    expect(bids(['A.X', 'B.X', 'C.X'])).toEqual(bids(['C.X', 'A.X', 'B.X']))
  })

  it('never crosses bid and ask, and keeps high and low around the last price', () => {
    for (const name of ['EUR=', 'IBM.N', 'JPY=', 'X']) {
      const image: Message = {}
      for (const fields of walk(1, name, 2_000)) {
        Object.assign(image, fields)
        expect(image['BID']).toBeLessThan(image['ASK'] as number)
        expect(image['LOW_1']).toBeLessThanOrEqual(image['TRDPRC_1'] as number)
        expect(image['HIGH_1']).toBeGreaterThanOrEqual(image['TRDPRC_1'] as number)
      }
    }
  })

  it('makes updates that add up to the image, partial rows included', () => {
    const instrument = createInstrument(1, 'S', 'EUR=')
    const merged = values(instrument.image(1000))
    for (let i = 0; i < 500; i++)
      for (const [name, value] of Object.entries(values(instrument.next(2000 + i).fields))) {
        const [, column, text] = /^\u001b\[(\d+)`(.*)$/.exec(String(value)) ?? []
        if (column === undefined || text === undefined) merged[name] = value
        else {
          const row = merged[name] as string
          merged[name] = row.slice(0, Number(column)) + text + row.slice(Number(column) + text.length)
        }
      }
    expect(merged).toEqual(values(instrument.image(9_999)))
  })

  it('has values of every kind, blanks and trailing zeros included', () => {
    const instrument = createInstrument(1, 'S', 'EUR=')
    const image = instrument.image(0)
    expect(image.get('EXDIVDATE')).toBe('null')
    expect(image.get('BID')).toMatch(/^\d\.\d{4}$/)
    expect(image.get('PCTCHNG')).toMatch(/^-?\d\.\d{2}$/)
    expect(image.get('CURRENCY')).toMatch(/^"[A-Z]{3}"$/)
    expect(image.get('QUOTIM')).toBe('"00:00:00"')
    expect(image.get('TRADE_DATE')).toBe('"1970-01-01"')
    const types = new Set(Array.from({ length: 500 }, (_, i) => instrument.next(i).type))
    expect([...types].sort()).toEqual([
      'ClosingRun',
      'Correction',
      'Quote',
      'QuotesTrade',
      'Trade',
      'Unspecified',
    ])
  })

  it('marks a correction as one that must not ripple', () => {
    const instrument = createInstrument(1, 'S', 'EUR=')
    const changes = Array.from({ length: 500 }, (_, i) => instrument.next(i))
    for (const { type, more } of changes)
      expect(more?.['DoNotRipple']).toBe(type === 'Correction' ? true : undefined)
  })
})

describe('the rate of updates', () => {
  const count = (options: object, items: number, milliseconds: number): number => {
    let updates = 0
    simulate({ ...options, pingTimeout: 0 }, ({ network, at }) => {
      const client = connect(network)
      client.loginByName()
      for (let i = 0; i < items; i++) client.send({ ID: i + 2, Key: { Name: `I${i}.X` } })
      at(milliseconds, () => {
        updates = client.messages.filter(({ Type }) => Type === 'Update').length
      })
    })
    return updates
  }

  it('is per item', () => {
    expect(count({ updateRate: 2 }, 3, 10_250)).toBe(60)
    expect(count({ updateRate: 0.1 }, 1, 30_500)).toBe(3)
    expect(count({ updateRate: 0 }, 3, 10_250)).toBe(0)
  })

  it('is over all items when that is asked for, below and above the resolution of timers', () => {
    expect(count({ totalUpdateRate: 10 }, 3, 10_050)).toBe(100)
    expect(count({ totalUpdateRate: 5_000 }, 7, 1_000)).toBeGreaterThan(4_900)
    expect(count({ totalUpdateRate: 5_000 }, 7, 1_000)).toBeLessThanOrEqual(5_000)
  })

  it('packs messages of one moment into few frames, up to a size', () => {
    simulate({ updateRate: 1, packing: 2_000 }, ({ network, at }) => {
      const client = connect(network)
      client.loginByName()
      client.send({ ID: 2, Key: { Name: Array.from({ length: 50 }, (_, i) => `I${i}.X`) } })
      let before = 0
      at(900, () => (before = client.frames.length))
      at(1_500, () => {
        const frames = client.frames.slice(before)
        expect(frames.length).toBeLessThan(15)
        expect(frames.length).toBeGreaterThan(2)
        for (const frame of frames) expect(frame.length).toBeLessThan(2_100)
      })
    })
  })

  it('puts an unsolicited refresh in place of every n-th update when told to', () => {
    simulate({ refreshEvery: 3 }, ({ network, at }) => {
      const client = connect(network)
      client.loginByName()
      client.send({ ID: 2, Key: { Name: 'EUR=' } })
      at(6_500, () => {
        expect(client.of(2).map(({ Type, Solicited }) => [Type, Solicited] as unknown)).toEqual([
          ['Refresh', undefined],
          ['Update', undefined],
          ['Update', undefined],
          ['Refresh', false],
          ['Update', undefined],
          ['Update', undefined],
          ['Refresh', false],
        ])
      })
    })
  })
})

describe('a connection that is full', () => {
  it('gets the newest values merged when it can take more, and no more than that', () => {
    simulate({ updateRate: 10 }, ({ simulator, at }) => {
      const frames: string[] = []
      let full = false
      const connection = simulator.connect({
        path: '/WebSocket',
        protocols: ['tr_json2'],
        deliver: { frame: (text) => frames.push(text), close: () => undefined, congested: () => full },
      })
      if (!('protocol' in connection)) throw new Error('refused')
      connection.receive('{"ID":1,"Domain":"Login","Key":{"Name":"me"}}')
      connection.receive('{"ID":2,"Key":{"Name":"EUR="},"ConfInfoInUpdates":true}')
      at(1_050, () => (full = true))
      let before = 0
      at(5_050, () => {
        before = frames.length
        full = false
        connection.drained()
      })
      at(5_060, () => {
        const [message] = JSON.parse(frames[before]!) as Message[]
        expect(message).toMatchObject({
          Type: 'Update',
          UpdateType: 'Multiple',
          ConflationInfo: { Count: 40 },
        })
        expect(frames).toHaveLength(before + 1)
        expect(before).toBe(11)
      })
    })
  })

  it('stops the market that runs as fast as it can, until it drains', () => {
    simulate({ totalUpdateRate: Infinity }, ({ simulator, at }) => {
      let frames = 0
      let limit = 100
      const connection = simulator.connect({
        path: '/WebSocket',
        protocols: ['tr_json2'],
        deliver: {
          frame: () => frames++,
          close: () => undefined,
          congested: () => frames >= limit,
        },
      })
      if (!('protocol' in connection)) throw new Error('refused')
      connection.receive('{"ID":1,"Domain":"Login","Key":{"Name":"me"}}')
      connection.receive('{"ID":2,"Key":{"Name":"EUR="}}')
      let stopped = 0
      at(1_000, () => {
        stopped = frames
        expect(stopped).toBeGreaterThanOrEqual(100)
        // What was moved in the same turn still goes out.
        expect(stopped).toBeLessThan(200)
      })
      at(2_000, () => {
        expect(frames).toBe(stopped)
        limit = 1_000
        connection.drained()
      })
      at(3_000, () => {
        expect(frames).toBeGreaterThanOrEqual(1_000)
      })
    })
  })
})
