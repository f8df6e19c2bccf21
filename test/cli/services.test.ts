import { describe, expect, it } from 'vitest'
import { serviceLines } from '../../src/cli/services/service-lines.js'
import { serviceTable } from '../../src/cli/services/service-table.js'
import type { Service, Services } from '../../src/index.js'
import { linesOf, run } from './support.js'

const service = (number: number, more: Partial<Service> = {}): Service => ({
  number,
  isSource: false,
  capabilities: ['MarketPrice'],
  dictionariesProvided: [],
  dictionariesUsed: [],
  qos: [{ timeliness: 'Realtime', rate: 'TickByTick' }],
  supportsQosRange: false,
  supportsOutOfBandSnapshots: true,
  acceptingConsumerStatus: true,
  state: { up: true, accepting: true },
  load: {},
  links: new Map(),
  groups: new Map(),
  ...more,
})

const services = (list: readonly Service[], stale: Services['stale'] = false): Services => ({
  byNumber: new Map(list.map((each) => [each.number, each])),
  byName: new Map(),
  stale,
})

const lost = { since: 0, cause: { code: 'connection-lost', text: 'the connection was lost' } } as const

describe('the lines of omm services', () => {
  it('tell of each service, and then of nothing that did not change', () => {
    const lines = serviceLines()
    const up = service(7, { name: 'FEED' })
    expect(lines(services([up]), 5)).toEqual([
      { t: 5, service: 'FEED', number: 7, state: 'up', accepting: true },
    ])
    expect(lines(services([{ ...up, load: { loadFactor: 3 } }]), 6)).toEqual([])
    const full = { ...up, state: { up: true, accepting: false } }
    expect(lines(services([full]), 7)).toMatchObject([{ state: 'up', accepting: false }])
    const down = { ...up, state: { up: false, accepting: true } }
    expect(lines(services([down]), 8)).toMatchObject([{ state: 'down', accepting: true }])
  })

  it('tell of a service that is removed, and of its coming back', () => {
    const lines = serviceLines()
    const one = service(7, { name: 'FEED' })
    lines(services([one, service(8)]), 0)
    expect(lines(services([service(8)]), 1)).toEqual([
      { t: 1, service: 'FEED', number: 7, state: 'removed', accepting: false },
    ])
    expect(lines(services([one, service(8)]), 2)).toMatchObject([{ service: 'FEED', state: 'up' }])
  })

  it('do not take an outage for the end of services, nor the map after it for new ones', () => {
    const lines = serviceLines()
    lines(services([service(7)]), 0)
    expect(lines(services([service(7)], lost), 1)).toEqual([])
    expect(lines(services([], lost), 2)).toEqual([])
    expect(lines(services([service(7)]), 3)).toEqual([])
  })

  it('name a service without a name by its number', () => {
    expect(serviceLines()(services([service(257)]), 0)).toMatchObject([{ service: '257', number: 257 }])
  })
})

describe('the table of omm services', () => {
  it('says how each service is, and what it cannot say stays empty', () => {
    const table = serviceTable(
      services([
        service(2, { name: 'B', state: { up: false, accepting: false } }),
        service(1, { name: 'A', load: { openLimit: 10 } }),
      ]),
      200,
    )
    expect(table).toHaveLength(3)
    expect(table[1]).toMatch(/^A +1 +up +accepting +10 .*Realtime\/TickByTick +MarketPrice$/)
    expect(table[2]).toMatch(/^B +2 +down +none taken/)
  })

  it('says that it is stale, and why', () => {
    expect(serviceTable(services([], lost), 80)[0]).toBe('STALE: the connection was lost')
  })

  it('commands the terminal by the text of an outage, or is wider than it', () => {
    const outage = (text: string) => ({ ...lost, cause: { ...lost.cause, text } })
    expect(serviceTable(services([], outage('\u001b[2Jgone')), 80)[0]).toBe('STALE:  [2Jgone')
    expect(serviceTable(services([], outage('取引所が閉じました')), 20)[0]).toBe('STALE: 取引所が閉じ…')
  })
})

describe('omm services', () => {
  it('prints one line for each service of a server, and ends', async () => {
    const { code, stdout } = await run(['services', '--json', '--snapshot'])
    expect(code).toBe(0)
    expect(linesOf(stdout)).toEqual([
      { t: expect.any(Number) as number, service: 'ELEKTRON_DD', number: 1, state: 'up', accepting: true },
    ])
  })

  it('takes no names', async () => {
    const { code, stderr } = await run(['services', 'EUR='])
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'omm: omm services takes no names; leave them out to see all services (omm services --help)\n',
    })
  })
})
