import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergedValue } from '../../src/content/merge-field.js'
import { applyPage, compactPage, maxColumns } from '../../src/content/page.js'
import type { FieldValue } from '../../src/wire/fields.js'

const to = (column: number | string): string => `\u001b[${column}\``
const repeat = (times: number | string): string => `\u001b[${times}b`

/** Pieces of changes: right ones, broken ones, and texts that look like the one or the other. */
const piece = fc.oneof(
  fc.constantFrom('A', 'xy', ' ', '3', '`', 'b', '[', '😀', 'é'),
  fc.nat(12).map(to),
  fc.nat(5).map(repeat),
  fc.constantFrom('\u001b', '\u001b[', '\u001b[4', '\u001b[2J', '\u001b[1;2H', '\u001b[`', '\u001b(B', to('9'.repeat(400))),
) // prettier-ignore

const change = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('') + to(0))

const page = fc
  .array(fc.constantFrom('A', ' ', '😀', 'é'), { maxLength: 15 })
  .map((characters) => characters.join(''))

describe('a page', () => {
  it('is changed in the columns that the change names and nowhere else', () => {
    expect(applyPage('0123456789', `${to(3)}XY`)).toBe('012XY56789')
    expect(applyPage('0123456789', `AB${to(5)}C${to(1)}D`)).toBe('AD234C6789')
    expect(applyPage('0123456789', `${to(2)}-${repeat(3)}|`)).toBe('01----|789')
  })

  it('grows where the change goes beyond its end', () => {
    expect(applyPage('ab', `${to(4)}X`)).toBe('ab  X')
    expect(applyPage('ab', to(9))).toBe('ab')
    expect(applyPage('', `=${repeat(4)}`)).toBe('=====')
  })

  it('counts characters, not halves of them', () => {
    expect(applyPage('😀😀😀', `${to(1)}é`)).toBe('😀é😀')
    expect(applyPage('abc', `😀${repeat(1)}`)).toBe('😀😀c')
  })

  it('shows nothing of sequences that are unknown or broken off', () => {
    for (const sequence of [
      '\u001b[2J',
      '\u001b[1;2H',
      '\u001b[`',
      '\u001b[b',
      '\u001b[?25l',
      '\u001b(B',
      '\u001bc',
    ]) {
      expect(applyPage('abc', `${sequence}X`)).toBe('Xbc')
      expect(applyPage('abc', `X${sequence}Y`)).toBe('XYc')
    }
    for (const end of ['\u001b', '\u001b[', '\u001b[12']) {
      expect(applyPage('abc', `X${end}`)).toBe('Xbc')
      expect(applyPage('abc', `X${end}${to(2)}Z`)).toBe('XbZ')
    }
    expect(applyPage('abc', `${repeat(5)}X`)).toBe('Xbc')
    expect(applyPage('abc', `X${to(1)}${repeat(5)}`)).toBe('Xbc')
  })

  it('takes no more memory than its columns, whatever numbers come', () => {
    for (const number of ['4095', '4096', '99999999999', '9'.repeat(400)]) {
      const grown = applyPage('ab', `${to(number)}X${to(1)}Y${repeat(number)}`)
      expect([grown.length, grown.slice(0, 3)]).toEqual([maxColumns, 'aYY'])
    }
    expect(applyPage('ab', 'x'.repeat(9_000) + to(0))).toHaveLength(maxColumns)
    // A text that is longer already is not cut.
    expect(applyPage('ab'.repeat(4_000), `${to(7_000)}X${to(0)}X`)).toBe('X' + 'ab'.repeat(4_000).slice(1))
  })
})

describe('the value of a field after a change', () => {
  const fold = (before: FieldValue | undefined, changes: readonly string[]): FieldValue | undefined =>
    changes.reduce<FieldValue | undefined>(mergedValue, before)

  it('is the new value wherever that has no escape sequences', () => {
    for (const before of [undefined, null, 5, 'old', `${to(3)}XY`]) {
      for (const after of [null, 0, '', ' ', 'new', true, 7n]) expect(mergedValue(before, after)).toBe(after)
    }
  })

  it('begins with an empty text where the field is known and holds none', () => {
    expect([null, 5, true, 7n, {}].map((before) => mergedValue(before, `${to(2)}X`))).toEqual(
      Array(5).fill('  X'),
    )
  })

  it('is the same however changes are put together before the text is known', () => {
    fc.assert(
      fc.property(
        page,
        fc.array(change, { minLength: 1, maxLength: 6 }),
        fc.nat(6),
        (before, changes, cut) => {
          const inTurn = changes.reduce(applyPage, before)
          expect(fold(before, changes)).toBe(inTurn)
          const head = fold(undefined, changes.slice(0, cut))
          const tail = fold(undefined, changes.slice(cut))
          const both = typeof tail === 'string' ? mergedValue(head, tail) : head
          expect(mergedValue(before, both as string)).toBe(inTurn)
        },
      ),
    )
  })

  it('does not mix a change into the one before that was broken off', () => {
    const changes = [`${to(1)}X\u001b[3`, `5${to(4)}Y`]
    expect(mergedValue('abcdef', fold(undefined, changes) ?? null)).toBe('5XcdYf')
  })

  it('stays short while no text comes to lay it over, and means the same', () => {
    const changes = Array.from(
      { length: 3_000 },
      (_, index) => `${to((index * 7) % 90)}${index % 10}${repeat(2)}`,
    )
    const waiting = fold(undefined, changes) as string
    expect(waiting.length).toBeLessThan(5 * maxColumns)
    const text = '.'.repeat(100)
    expect(mergedValue(text, waiting)).toBe(changes.reduce(applyPage, text))
    fc.assert(
      fc.property(page, change, (before, one) => {
        expect(applyPage(before, compactPage(one))).toBe(applyPage(before, one))
      }),
    )
  })
})
