import { Subject } from 'rxjs'
import { describe, expect, it } from 'vitest'
import type { Container, ItemEvent } from '../../src/index.js'
import { render } from '../../src/cli/board/span.js'
import { drawSheets } from '../../src/cli/sheet/draw-sheet.js'
import { toSheet } from '../../src/cli/sheet/sheet.js'
import { emptySheetRow, withSheet, type SheetRow } from '../../src/cli/sheet/sheet-row.js'

const begin = 1_000_000
const base = {
  name: 'X',
  service: 'S',
  state: { stream: 'Open', data: 'Ok', code: 'None', text: '' },
  stale: false,
} as const

const refresh = (fields: Record<string, unknown>, content?: Container, more: Partial<ItemEvent> = {}) =>
  ({
    ...base,
    ...{ type: 'refresh', fields, solicited: true, complete: true },
    ...(content === undefined ? {} : { content }),
    ...more,
  }) as ItemEvent

const update = (fields: Record<string, unknown>, content?: Container) =>
  ({ ...refresh(fields, content), type: 'update', updateType: 'Unspecified' }) as ItemEvent

/** The rows after each of these events, a second apart. */
const rowsAfter = (...events: readonly ItemEvent[]) => {
  const source = new Subject<ItemEvent>()
  let now = begin
  let row: SheetRow = emptySheetRow('X')
  let recovered = 0
  const moved: number[] = []
  source.pipe(toSheet).subscribe((sheet) => {
    row = withSheet(row, sheet, now)
    if (sheet.recovered !== undefined) recovered += 1
    if (sheet.changed.length > 0) moved.push(now - begin)
  })
  for (const event of events) {
    source.next(event)
    now += 1000
  }
  return { row, recovered, moved, now: now - 1000 }
}

const drawn = (row: SheetRow, now: number, height = 50, wanted?: readonly string[]) =>
  drawSheets([row], { now, width: 60, height }, wanted).map((line) => render(line, 60, false).trimEnd())

const list = (entries: readonly (readonly [action: 'Add' | 'Delete', key: string])[]): Container => ({
  Map: {
    KeyType: 'AsciiString',
    Entries: entries.map(([Action, Key]) => ({ Action, Key })),
  },
})

describe('an item without a drawing of its own', () => {
  it('is a list whose members are out of date', () => {
    const events = [
      refresh(
        {},
        list([
          ['Add', 'A'],
          ['Add', 'B'],
        ]),
      ),
      update(
        {},
        list([
          ['Delete', 'A'],
          ['Add', 'C'],
        ]),
      ),
      update({}, list([['Delete', 'Z']])),
    ]
    const { row, now, moved } = rowsAfter(...events)
    expect(drawn(row, now)).toEqual([expect.stringMatching(/^ X {2}2 entries +1s ● live$/), ' B    C'])
    const atOnce = rowsAfter(...events.slice(0, 2))
    expect(drawn(atOnce.row, atOnce.now)[1]).toBe(' B    C •')
    expect(moved).toEqual([0, 1000])
  })

  it('has entries whose fields are not shown', () => {
    const content: Container = {
      Map: { KeyType: 'AsciiString', Entries: [{ Action: 'Add', Key: 'K.1', Fields: { A: 1, B: null } }] },
    }
    const { row, now } = rowsAfter(refresh({}, content))
    expect(drawn(row, now)).toEqual([expect.stringMatching(/^ X {2}1 entry /), ' K.1  A 1  B'])
  })

  it('has fields that hold containers', () => {
    const { row, now } = rowsAfter(
      refresh({
        NAME: 'curve',
        TENORS: { Type: 'AsciiString', Data: ['1M', '3M'] },
        RATES: { Summary: null, Entries: [{ Index: 0, Action: 'Set', Fields: { RATE: 3.5 } }] },
        ['__proto__']: 7,
      }),
      update({ NAME: 'bend' }),
    )
    const [head, ...lines] = drawn(row, now)
    expect(head).toMatch(/^ X +0s ● live$/)
    expect(lines).toEqual([' NAME       bend', ' TENORS     1M 3M', ' RATES.0    RATE 3.5', ' __proto__  7'])
    expect(drawn(row, now, 3)).toEqual([head, ' NAME       bend', ' … and 3 more lines'])
    expect(drawn(row, now, 50, ['TENORS'])).toEqual([head, ' TENORS  1M 3M'])
  })

  it('has content of a kind that nobody expects', () => {
    const { row, now } = rowsAfter(refresh({}, { Opaque: 'AAEC' }), update({}, { Json: { a: [1] } }))
    expect(drawn(row, now)[1]).toBe(' Json  a [1]')
  })

  it('tells twice that it is live again, or not that it is stale', () => {
    const stale = { since: begin, cause: { code: 'connection-lost', text: 'gone' } } as const
    const status = { ...base, type: 'status', stale } as ItemEvent
    const content = list([['Add', 'A']])
    const fallen = rowsAfter(refresh({}, content), status)
    expect(drawn(fallen.row, fallen.now)).toEqual([
      expect.stringMatching(/^ X {2}1 entry {2}gone +STALE 1s$/),
      ' A',
    ])
    const { recovered, row } = rowsAfter(
      refresh({}, content),
      status,
      refresh({}, content, { recovered: { awayMs: 5 } }),
    )
    expect(recovered).toBe(1)
    expect(row.stale).toBe(false)
  })
})
