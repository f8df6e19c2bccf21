import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyDirectory, noServices, type DirectoryImage } from '../../src/directory/apply-directory.js'
import type { DirectoryChange } from '../../src/directory/directory-change.js'
import type { Service } from '../../src/directory/service.js'
import type { StreamMessage } from '../../src/wire/messages.js'
import {
  directoryRefresh,
  directoryUpdate,
  entry,
  gone,
  info,
  service,
  state,
  stateValue,
  upService,
} from '../support/directory-messages.js'

const captured = new URL('../fixtures/captures/directory.ndjson', import.meta.url)

/** Applies messages in turn. */
const after = (...messages: readonly object[]) => {
  let image: DirectoryImage = noServices
  let changes: readonly DirectoryChange[] = []
  for (const message of messages) ({ image, changes } = applyDirectory(image, message as StreamMessage))
  const { services } = image
  return { image, services, changes, kinds: changes.map(({ kind }) => kind) }
}

const one = (entries: readonly unknown[], ...updates: readonly (readonly unknown[])[]): Service =>
  after(
    directoryRefresh(2, [service(1, entries)]),
    ...updates.map((more) => directoryUpdate(2, service(1, more, 'Update'))),
  ).services.get(1)!

const array = (type: string, data: readonly unknown[] | null) => ({
  Type: 'Array',
  Data: { Type: type, Data: data },
})

describe('a service', () => {
  it('is read where a server writes the numbers of what there is to do', () => {
    const told = { ID: 2, Action: 2, Elements: { ServiceState: 0 } }
    const links = { KeyType: 'AsciiString', Entries: [{ Key: 'a', Action: 2, Elements: { LinkState: 0 } }] }
    const entries = [{ ...info('A'), Action: 2 }, told, { ID: 6, Action: 1, Map: links }]
    const added = directoryRefresh(2, [{ Key: 1, Action: 2, FilterList: { Entries: entries } }])
    expect(after(added).services.get(1)).toMatchObject({ name: 'A', state: { up: false } })
    expect(after(added).services.get(1)!.links.get('a')).toMatchObject({ up: false })
    const cleared = { Key: 1, Action: 1, FilterList: { Entries: [{ ID: 2, Action: 3 }] } }
    expect(after(added, directoryUpdate(2, cleared)).services.get(1)).toMatchObject({ state: { up: true } })
    expect(after(added, directoryUpdate(2, { Key: 1, Action: 3 })).kinds).toEqual(['removed'])
  })

  it('is read in full from what a real server sends', () => {
    const lines = readFileSync(captured, 'utf8').trim().split('\n')
    const frames = lines.map((line) => JSON.parse(line) as { from: string; frame?: string })
    const message = frames
      .filter(({ from, frame }) => from === 'server' && frame?.includes('"Source"') === true)
      .flatMap(({ frame }) => JSON.parse(frame!) as object[])[0]!
    const { services, kinds } = after(message)
    expect([...services.values()]).toEqual([
      {
        number: 1,
        name: 'DIRECT_FEED',
        vendor: 'Refinitiv',
        isSource: true,
        capabilities: [
          'Dictionary',
          'MarketPrice',
          'MarketByOrder',
          'MarketByPrice',
          'SymbolList',
          'YieldCurve',
        ],
        dictionariesProvided: ['RWFFld', 'RWFEnum'],
        dictionariesUsed: ['RWFFld', 'RWFEnum'],
        qos: [{ timeliness: 'Realtime', rate: 'TickByTick' }],
        supportsQosRange: false,
        itemList: '_ETA_ITEM_LIST',
        supportsOutOfBandSnapshots: false,
        acceptingConsumerStatus: false,
        state: {
          up: true,
          accepting: true,
          status: { stream: 'Open', data: 'Ok', code: 'None', text: 'OK' },
        },
        load: { openLimit: 10, openWindow: 1, loadFactor: 1 },
        links: new Map([
          ['rsslProvider link', { type: 'interactive', up: true, code: 'Ok', text: 'Link state is up' }],
        ]),
        groups: new Map(),
      },
    ])
    expect(kinds).toEqual(['added', 'status'])
  })

  it('has the defaults of the protocol where nothing is told', () => {
    expect(one([])).toEqual({
      number: 1,
      isSource: false,
      capabilities: [],
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
    })
  })

  const rows: readonly (readonly [string, unknown, keyof Service, unknown])[] = [
    ['Name', 'A', 'name', 'A'],
    ['Vendor', 'V', 'vendor', 'V'],
    ['IsSource', 1, 'isSource', true],
    ['Capabilities', array('UInt', [6, 7, 200]), 'capabilities', ['MarketPrice', 'MarketByOrder', 200]],
    ['DictionariesProvided', array('AsciiString', ['F']), 'dictionariesProvided', ['F']],
    ['DictionariesUsed', array('AsciiString', ['F', null]), 'dictionariesUsed', ['F']],
    ['QoS', array('Qos', [{ Timeliness: 'Delayed', Rate: 3 }]), 'qos', [{ timeliness: 'Delayed', rate: 'TimeConflated' }]], // prettier-ignore
    ['SupportsQoSRange', 1, 'supportsQosRange', true],
    ['ItemList', '_ALL', 'itemList', '_ALL'],
    ['SupportsOutOfBandSnapshots', 0, 'supportsOutOfBandSnapshots', false],
    ['AcceptingConsumerStatus', { Type: 'UInt', Data: 0 }, 'acceptingConsumerStatus', false],
  ]

  it.each(rows)(
    'takes %s bare or wrapped, and keeps it through what does not name it',
    (name, raw, member, value) => {
      expect(one([entry(1, { [name]: raw })])[member]).toEqual(value)
      expect(one([entry(1, { [name]: raw })], [entry(1, {}, 'Update')])[member]).toEqual(value)
      expect(one([entry(1, { [name]: raw })], [state(0)])[member]).toEqual(value)
    },
  )

  it.each(rows)('has forgotten %s after a Set without it, a blank, and a Clear', (name, raw, member) => {
    const usual = one([])[member]
    const wrapped = { Type: 'AsciiString', Data: null }
    expect(one([entry(1, { [name]: raw })], [entry(1, {})])[member]).toEqual(usual)
    for (const blank of [null, wrapped, array('UInt', null)])
      if (blank !== null || name !== 'QoS')
        expect(one([entry(1, { [name]: raw })], [entry(1, { [name]: blank }, 'Update')])[member]).toEqual(
          usual,
        )
    expect(one([entry(1, { [name]: raw })], [{ ID: 1, Action: 'Clear' }])[member]).toEqual(usual)
  })

  it.each(rows)('is not confused by a %s of the wrong type', (name, raw, member, value) => {
    for (const wrong of [{}, { Type: 'UInt', Data: {} }, [1], { Data: 5 }])
      if (!(Array.isArray(wrong) && Array.isArray(value)))
        expect(one([entry(1, { [name]: raw })], [entry(1, { [name]: wrong }, 'Update')])[member]).toEqual(
          value,
        )
  })

  it.each([
    [{ ServiceState: 0 }, { up: false, accepting: true }],
    [
      { ServiceState: 1, AcceptingRequests: 0 },
      { up: true, accepting: false },
    ],
    [{ AcceptingRequests: 0 }, { up: true, accepting: false }],
    [
      { ServiceState: { Type: 'UInt', Data: 0 }, AcceptingRequests: 'x' },
      { up: false, accepting: true },
    ],
    [
      { ServiceState: null, AcceptingRequests: null },
      { up: true, accepting: true },
    ],
  ])('with the State %j stands so', (elements, expected) => {
    expect(one([entry(2, elements)]).state).toEqual(expected)
  })

  it('keeps the last Status through an update of its State, and not through a new one', () => {
    const status = { Status: stateValue('Open', 'Suspect', 'away') }
    const read = { stream: 'Open', data: 'Suspect', code: 'None', text: 'away' }
    const first = state(1, 1, status)
    expect(one([first], [entry(2, { ServiceState: 0 }, 'Update')]).state).toEqual({
      up: false,
      accepting: true,
      status: read,
    })
    expect(one([first], [state(0)]).state).toEqual({ up: false, accepting: true })
  })

  it('takes a Load as it comes, without what makes no sense', () => {
    expect(one([entry(4, { OpenLimit: 10, OpenWindow: 0, LoadFactor: 7 })]).load).toEqual({
      openLimit: 10,
      openWindow: 0,
      loadFactor: 7,
    })
    expect(one([entry(4, { OpenLimit: -1, OpenWindow: 'many', LoadFactor: 1.5 })]).load).toEqual({})
    expect(one([entry(4, { OpenLimit: 10 })], [entry(4, { OpenWindow: 5 }, 'Update')]).load).toEqual({
      openLimit: 10,
      openWindow: 5,
    })
    expect(one([entry(4, { OpenLimit: 10 })], [entry(4, { OpenWindow: 5 })]).load).toEqual({ openWindow: 5 })
  })

  it('adds, changes and forgets links, whatever they are called', () => {
    const links = (action: string, entries: readonly unknown[]) => ({
      ID: 6,
      Action: action,
      Map: { KeyType: 'AsciiString', Entries: entries },
    })
    const first = links('Set', [
      { Action: 'Add', Key: 'a', Elements: { Type: 2, LinkState: 0, LinkCode: 2, Text: 'slow' } },
      { Action: 'Add', Key: '__proto__', Elements: {} },
    ])
    const second = links('Update', [
      { Action: 'Update', Key: 'a', Elements: { LinkState: 1, LinkCode: 3 } },
      { Action: 'Delete', Key: '__proto__' },
      { Action: 'Update', Key: 'b', Elements: { LinkCode: 9 } },
      { Action: 'Add', Key: 7 },
      null,
    ])
    const usual = { type: 'interactive', up: true, code: 'None', text: '' }
    const slow = { type: 'broadcast', up: false, code: 'RecoveryStarted', text: 'slow' }
    expect([...one([first]).links]).toEqual([['a', slow], ['__proto__', usual]]) // prettier-ignore
    expect([...one([first], [second]).links]).toEqual([
      ['a', { type: 'broadcast', up: true, code: 'RecoveryCompleted', text: 'slow' }],
      ['b', { ...usual, code: '9' }],
    ])
    expect([...one([first], [links('Set', [])]).links]).toEqual([])
  })

  it('keeps what was said last of each group, and of no more than 1,000 groups', () => {
    const group = (name: string, data: string) =>
      entry(3, { Group: { Type: 'Buffer', Data: name }, Status: stateValue('Open', data) }, 'Set')
    const both = one([], [group('YQ==', 'Suspect'), group('Yg==', 'Ok')])
    expect([...both.groups].map(([name, { data }]) => [name, data])).toEqual([
      ['YQ==', 'Suspect'],
      ['Yg==', 'Ok'],
    ])
    const many = Array.from({ length: 1_200 }, (_, index) => group(`g${index}`, 'Ok'))
    const { groups } = one([], many, [group('g300', 'Suspect')])
    expect([groups.size, groups.has('g199'), groups.has('g200'), groups.get('g300')?.data]).toEqual([
      1_000,
      false,
      true,
      'Suspect',
    ])
  })
})

describe('the map of services', () => {
  const two = directoryRefresh(2, [upService(1, 'A'), upService(2, 'B')])

  it('leaves a service alone that a message does not name', () => {
    const before = after(two).services
    const { services } = after(two, directoryUpdate(2, service(1, [state(0)], 'Update')))
    expect(services.get(2)).toEqual(before.get(2))
    const { image } = after(two)
    const next = applyDirectory(image, directoryUpdate(2, service(1, [state(0)], 'Update')) as StreamMessage)
    expect(next.image.services.get(2)).toBe(image.services.get(2))
    expect(image.services.get(1)?.state.up).toBe(true)
  })

  it('replaces a service with Add, merges with Update, and forgets with Delete', () => {
    const { services } = after(two, directoryUpdate(2, service(1, [state(0)])))
    expect(services.get(1)?.name).toBeUndefined()
    expect(after(two, directoryUpdate(2, service(1, [state(0)], 'Update'))).services.get(1)?.name).toBe('A')
    const removed = after(two, directoryUpdate(2, gone(1)))
    expect([...removed.services.keys()]).toEqual([2])
    expect(removed.changes).toMatchObject([{ kind: 'removed', service: { number: 1, name: 'A' } }])
  })

  it('creates a service that is updated before it was added, and ignores the end of one that is not there', () => {
    const { services, kinds } = after(two, directoryUpdate(2, service(3, [info('C')], 'Update'), gone(9)))
    expect(services.get(3)?.name).toBe('C')
    expect(kinds).toEqual(['added'])
  })

  it('tells what changed of a service once, and nothing when nothing did', () => {
    expect(after(two, directoryUpdate(2, service(1, [state(0)], 'Update'))).kinds).toEqual(['state'])
    expect(after(two, directoryUpdate(2, service(1, [state(1, 0)], 'Update'))).kinds).toEqual(['state'])
    expect(after(two, directoryUpdate(2, service(1, [state(1)], 'Update'))).kinds).toEqual([])
    expect(after(two, two).kinds).toEqual([])
  })

  it('takes a number that goes to another name for another service', () => {
    const { changes } = after(two, directoryUpdate(2, service(1, [info('Z')], 'Update')))
    expect(changes).toMatchObject([
      { kind: 'removed', service: { name: 'A' } },
      { kind: 'added', service: { name: 'Z' } },
    ])
  })

  it('loses with a refresh what it does not name', () => {
    const { services, kinds } = after(two, directoryRefresh(2, [upService(2, 'B')]))
    expect([...services.keys()]).toEqual([2])
    expect(kinds).toEqual(['removed'])
  })

  it('loses nothing with a refresh that clears nothing, and everything with a status that does', () => {
    const kept = after(two, directoryRefresh(2, [upService(3, 'C')], { ClearCache: false }))
    expect([...kept.services.keys()]).toEqual([1, 2, 3])
    const cleared = after(two, { ID: 2, Type: 'Status', ClearCache: true })
    expect([cleared.services.size, cleared.kinds]).toEqual([0, ['removed', 'removed']])
  })

  it('is lost by no part of a refresh but the last one', () => {
    const part = (number: number, complete: boolean, ...entries: readonly unknown[]) =>
      directoryRefresh(2, entries, { PartNumber: number, Complete: complete })
    const first = after(two, part(0, false, upService(2, 'B')))
    expect([[...first.services.keys()], first.kinds]).toEqual([[1, 2], []])
    const between = directoryUpdate(2, upService(4, 'D'))
    const last = after(two, part(0, false, upService(2, 'B')), between, part(1, true, upService(3, 'C')))
    expect([...last.services.keys()].sort()).toEqual([2, 3, 4])
    expect(last.kinds).toEqual(['added', 'removed'])
  })

  it('begins anew with a first part, whatever came of the refresh before', () => {
    const part = (...entries: readonly unknown[]) =>
      directoryRefresh(2, entries, { PartNumber: 0, Complete: false })
    const end = directoryRefresh(2, [], { PartNumber: 1 })
    expect([...after(part(upService(1, 'A')), part(upService(2, 'B')), end).services.keys()]).toEqual([2])
  })

  it('is not harmed by anything that a server may send', () => {
    const members = [
      'Type', 'Map', 'Entries', 'Action', 'Key', 'FilterList', 'ID', 'Elements', 'Name', 'Capabilities', 'QoS',
      'ServiceState', 'Status', 'Group', 'OpenLimit', 'Data', 'Complete', 'PartNumber', 'ClearCache',
    ] // prettier-ignore
    const words = ['Refresh', 'Update', 'Status', 'Add', 'Delete', 'Set', 'Clear', 'Array', 'State']
    const { anything } = fc.letrec((tie) => ({
      anything: fc.oneof(
        { depthSize: 'medium' },
        fc.constantFrom<unknown>(null, 0, 1, 2, 3, 6, -1, 1.5, 7n, true, '', ...words),
        fc.array(tie('anything'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...members), tie('anything'), { maxKeys: 6 }),
      ),
    }))
    const entries = fc.array(
      fc.record({
        Action: fc.constantFrom('Add', 'Update', 'Delete', 1),
        Key: fc.oneof(fc.constantFrom(1, 2), anything),
        FilterList: fc.oneof(
          anything,
          fc.record({
            Entries: fc.array(
              fc.record({ ID: fc.constantFrom(1, 2, 3, 4, 6, 9), Action: fc.constantFrom('Set', 'Update', 'Clear'), Elements: anything, Map: anything }), // prettier-ignore
            ),
          }),
        ),
      }),
    )
    const message = fc.record({
      ID: fc.constant(2),
      Type: fc.constantFrom('Refresh', 'Update', 'Status'),
      Map: fc.oneof(anything, fc.record({ Entries: entries })),
      Complete: anything,
      PartNumber: anything,
      ClearCache: anything,
    })
    fc.assert(
      fc.property(fc.array(message, { maxLength: 6 }), (messages) => {
        for (const {
          number,
          state: { up },
          capabilities,
        } of after(two, ...messages).services.values())
          expect([typeof number, typeof up, Array.isArray(capabilities)]).toEqual(['number', 'boolean', true])
      }),
      { numRuns: 500 },
    )
  })
})

describe('a message that is far too large', () => {
  const group = (name: string) => entry(3, { Group: name, Status: stateValue('Open', 'Suspect') })

  it('tells everything that it holds of one service, however much that is', () => {
    const entries = Array.from({ length: 200_000 }, () => state(1, 1, { Status: stateValue('Open', 'Ok') }))
    expect(after(directoryRefresh(2, [service(1, entries)])).kinds).toHaveLength(200_001)
  })

  it('is not laid over a copy of all groups for each group that it tells of', () => {
    let copied = 0
    const known = after(directoryRefresh(2, [service(1, [group('G')])])).image
    const groups = known.services.get(1)!.groups
    Object.defineProperty(groups, Symbol.iterator, {
      value: () => {
        copied += 1
        return Map.prototype[Symbol.iterator].call(groups)
      },
    })
    const message = directoryUpdate(2, service(1, [group('H'), group('I'), group('J')], 'Update'))
    const { image } = applyDirectory(known, message as StreamMessage)
    expect([copied, [...image.services.get(1)!.groups.keys()]]).toEqual([1, ['G', 'H', 'I', 'J']])
    expect(groups.size).toBe(1)
  })
})
