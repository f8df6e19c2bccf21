import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import type { Book, BookEntry, BookSide } from '../../src/index.js'
import { arrange } from '../../src/cli/ladder/arrange.js'
import { best } from '../../src/cli/ladder/best.js'
import { emptyBookRow, withBook, type BookRow } from '../../src/cli/ladder/book-row.js'
import { drawLadders } from '../../src/cli/ladder/draw-ladders.js'
import { render, textWidth } from '../../src/cli/board/span.js'

const begin = 1_000_000
const ok = { stream: 'Open', data: 'Ok', code: 'None', text: '' } as const

const entry = (
  side: BookSide,
  price: number | null,
  size: number | null,
  more: Partial<BookEntry> = {},
): BookEntry => {
  const id = `${price}${side === 'bid' ? 'B' : 'A'}`
  return { key: id, id, side, price, size, fields: {}, ...more }
}

const book = (bids: readonly BookEntry[], asks: readonly BookEntry[], more: Partial<Book> = {}): Book => ({
  name: 'VOD.L',
  service: 'S',
  bids,
  asks,
  summary: { CURRENCY: 'GBP' },
  complete: true,
  changed: [...bids, ...asks].map(({ key }) => key),
  state: ok,
  stale: false,
  ...more,
})

const row = (...books: readonly Book[]): BookRow =>
  books.reduce((before, each) => withBook(before, each, begin), emptyBookRow('VOD.L'))

const drawn = (rows: readonly BookRow[], width: number, height: number, now = begin, levels?: number) =>
  drawLadders(rows, { now, width, height }, levels).map((line) => render(line, 1000, false))

const bids = [entry('bid', 70.5, 4500, { orders: 2 }), entry('bid', 70.49, 900, { orders: 1 })]
const asks = [entry('ask', 70.53, 100, { orders: 1 }), entry('ask', 70.6, 9000, { orders: 12 })]

describe('a ladder', () => {
  it('does not show prices, sizes and orders around the spread', () => {
    const lines = drawn([row(book(bids, asks))], 60, 20)
    expect(lines).toEqual([
      expect.stringMatching(/^ VOD\.L {2}GBP +0s ● live $/) as string,
      ' mid 70.515  spread 0.03 (4.3 bp)',
      expect.stringMatching(/^ Ord +Size {4}Bid │ {3}Ask {3}Size +Ord$/) as string,
      expect.stringMatching(/^ {3}2 +▐?█+ 4,500 {2}70\.50 │ 70\.53 {4}100 [█▌]+ +1$/) as string,
      expect.stringMatching(/^ {3}1 +█+ {3}900 {2}70\.49 │ 70\.60 {2}9,000 [█▌]+ +12$/) as string,
      expect.stringMatching(/Σ 2 × 5,400 {3}Σ 2 × 9,100 +$/) as string,
    ])
  })

  it('shows the change of a level for ever, or that of levels that were there', () => {
    const changed = entry('bid', 70.5, 5000, { orders: 2 })
    const fresh = entry('ask', 70.52, 1)
    const less = entry('ask', 70.53, 100, { orders: 0 })
    const after = withBook(
      row(book(bids, asks)),
      book([changed, ...bids.slice(1)], [fresh, less, ...asks.slice(1)], {
        changed: [changed.key, fresh.key, less.key],
      }),
      begin + 5000,
    )
    const then = drawn([after], 60, 20, begin + 5100)
    expect(then[3]).toContain('5,000▴ 70.50 │ 70.52 •')
    expect(then[4]).toMatch(/900 {2}70\.49 │ 70\.53 ▾ {2}100/)
    expect(drawn([after], 60, 20, begin + 6100).join('')).not.toMatch(/[•▴▾]/)
    // Levels that fill an empty side are all new, and none of them is news.
    expect(drawn([row(book([], asks, {}), book(bids, asks))], 60, 20).join('')).not.toMatch(/[•▴▾]/)
  })

  it('looks live while it is stale or over, with colours or without', () => {
    const stale = { since: begin, cause: { code: 'connection-lost', text: 'the line is dead' } } as const
    const text = drawn(
      [row(book(bids, asks), book(bids, asks, { changed: [], stale }))],
      60,
      20,
      begin + 7000,
    )
    expect(text[0]).toMatch(/ STALE 7s {2}$/)
    expect(text[1]).toBe(' the line is dead')
    expect(text.join('')).toMatch(/70\.50 ┊ 70\.53/)
    expect(text.join('')).not.toMatch(/[█│]|spread|live/)
    const state = { stream: 'Closed', data: 'Suspect', code: 'NotFound', text: 'no such book' } as const
    expect(drawn([row(book([], [], { state, stale, complete: false }))], 60, 20)).toEqual([
      expect.stringMatching(/ CLOSED {2}$/) as string,
      ' no such book',
    ])
  })

  it('passes for whole while it is half-built, or waits for what has come', () => {
    expect(drawn([row(book(bids, asks, { complete: false }))], 60, 20)[0]).toContain(' HALF-BUILT ')
    expect(drawn([emptyBookRow('VOD.L')], 60, 20)[1]).toContain('waiting for the first image')
    const empty = drawn([row(book([], []))], 60, 20)
    expect(empty[0]).toContain('● live')
    expect(empty[1]).toContain('no prices on both sides')
  })

  it('takes an order at market for the best price, or hides that prices cross', () => {
    const market = entry('bid', null, 10)
    expect(best({ bids: [market, ...bids], asks })?.mid).toBeCloseTo(70.515)
    expect(best({ bids: [market], asks })).toBeUndefined()
    const crossed = drawn([row(book([market, entry('bid', 71, null)], asks))], 60, 20)
    expect(crossed[1]).toMatch(/spread -0\.47 .* crossed$/)
    expect(crossed[3]).toContain('MKT │')
    expect(crossed[4]).toMatch(/– {2}71\.00 │/)
  })

  it('counts only the levels that it shows', () => {
    const lines = drawn([row(book(bids, asks))], 60, 20, begin, 1)
    expect(lines).toHaveLength(5)
    expect(lines.at(-1)).toContain('Σ 2 × 5,400')
  })
})

describe('ladders', () => {
  it.each([
    [2, 80, 13, { across: 2, down: 1, width: 39, levels: 9 }],
    [2, 80, 30, { across: 1, down: 2, width: 80, levels: 10 }],
    [3, 120, 29, { across: 2, down: 2, width: 59, levels: 10 }],
    [1, 30, 6, { across: 1, down: 1, width: 30, levels: 2 }],
    [6, 80, 13, { across: 2, down: 2, width: 39, levels: 1 }],
  ])('%d share %d by %d badly', (books, width, height, plan) => {
    expect(arrange({ books, width, height, levels: 10 })).toEqual(plan)
  })

  it('stand over the edge of any terminal, or lose a book without a word', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 24, max: 200 }),
        fc.integer({ min: 7, max: 60 }),
        (number, width, height) => {
          const rows = Array.from({ length: number }, (_, index) => ({
            ...row(book(bids, asks)),
            name: `R${index}`,
          }))
          const lines = drawn(rows, width, height)
          expect(lines.length).toBeLessThanOrEqual(height)
          const shown = rows.filter(({ name }) => lines.some((line) => line.includes(`${name} `))).length
          const left = /and (\d+) more/.exec(lines.at(-1) ?? '')?.[1] ?? '0'
          expect(shown + Number(left)).toBe(number)
          if (width >= 38) expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(width)
          expect(lines.filter((line) => line.includes('Σ')).length).toBeGreaterThan(0)
        },
      ),
      { numRuns: 200 },
    )
  })
})
