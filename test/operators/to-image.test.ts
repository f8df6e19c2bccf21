import { of, throwError } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { LoginError } from '../../src/errors.js'
import type { ItemEvent, StatusEvent } from '../../src/item/item-event.js'
import { toImage, type Image } from '../../src/operators/to-image.js'
import type { Fields } from '../../src/wire/fields.js'
import type { RefreshMessage } from '../../src/wire/messages.js'
import { openSuspect } from '../../src/wire/state.js'
import { base, refreshEvent as refresh, updateEvent as update } from '../support/item-events.js'
import { observe } from '../support/observe.js'

const stale = { since: 5, cause: { code: 'None', text: 'away' } } as const
const suspect: StatusEvent = { ...base, type: 'status', state: openSuspect('away'), stale }
const message = (more: object): RefreshMessage => ({ ID: 2, Type: 'Refresh', ...more })

const images = (...events: ItemEvent[]): Image[] => observe(of(...events).pipe(toImage())).values

describe('toImage', () => {
  it('makes a new object of every change, and leaves the one before alone', () => {
    const [first, second] = images(refresh({ BID: 1, ASK: 2 }), update({ BID: 3 }))
    expect(first?.fields).toEqual({ BID: 1, ASK: 2 })
    expect(second?.fields).toEqual({ BID: 3, ASK: 2 })
    expect(first?.fields).not.toBe(second?.fields)
    expect(first).not.toBe(second)
  })

  it('keeps the values, as the same object, where only the health changed', () => {
    const [first, second, third] = images(
      refresh({ BID: 1 }),
      suspect,
      refresh({ BID: 1 }, { recovered: { awayMs: 7 } }),
    )
    expect(second?.fields).toBe(first?.fields)
    expect(second).toMatchObject({ stale, state: { data: 'Suspect' }, changed: [] })
    expect(third).toMatchObject({ stale: false, recovered: { awayMs: 7 }, changed: [] })
    expect(second).not.toHaveProperty('recovered')
  })

  it('names the fields that differ: changed, blanked, new and vanished, but not repeated ones', () => {
    const seen = images(
      refresh({ A: 1, B: 2 }),
      update({ A: 1, B: null }),
      update({ C: 0 }),
      refresh({ A: 1, D: 4 }),
    )
    expect(seen.map(({ changed }) => changed)).toEqual([['A', 'B'], ['B'], ['C'], ['D', 'B', 'C']])
  })

  it('is empty before the first refresh', () => {
    expect(images(suspect)).toMatchObject([{ fields: {}, changed: [], stale }])
  })

  it('shows the parts of a refresh together, with what was updated in between', () => {
    const seen = images(
      refresh({ OLD: 1 }),
      refresh({ A: 1, B: 1 }, { complete: false }),
      update({ A: 2 }),
      refresh({ C: 1 }, { recovered: { awayMs: 1 }, message: message({ ClearCache: false }) }),
    )
    expect(seen.map(({ fields }) => fields)).toEqual([{ OLD: 1 }, { OLD: 1, A: 2 }, { A: 2, B: 1, C: 1 }])
    expect(seen[2]?.recovered).toEqual({ awayMs: 1 })
  })

  it('shows nothing of a first refresh before it is complete', () => {
    const seen = images(refresh({ A: 1 }, { complete: false }), update({ A: 2 }), refresh({ B: 1 }))
    expect(seen.map(({ fields }) => fields)).toEqual([{ A: 2, B: 1 }])
  })

  it('begins anew with part 0', () => {
    const seen = images(
      refresh({ A: 1 }, { complete: false, message: message({ PartNumber: 0 }) }),
      refresh({ B: 1 }, { complete: false, message: message({ PartNumber: 0 }) }),
      refresh({ C: 1 }, { message: message({ PartNumber: 1 }) }),
    )
    expect(seen.map(({ fields }) => fields)).toEqual([{ B: 1, C: 1 }])
  })

  it('overlays where the refresh says so', () => {
    const seen = images(
      refresh({ A: 1, B: 1 }),
      refresh({ B: 2 }, { message: message({ ClearCache: false }) }),
    )
    expect(seen[1]).toMatchObject({ fields: { A: 1, B: 2 }, changed: ['B'] })
  })

  it('does not take over what is not to be cached, but its health', () => {
    const seen = images(
      refresh({ A: 1 }),
      suspect,
      update({ A: 2 }, { message: { ID: 2, Type: 'Update', DoNotCache: true } }),
      refresh({ A: 3 }, { message: message({ DoNotCache: true }) }),
    )
    expect(seen.map(({ fields }) => fields)).toEqual([{ A: 1 }, { A: 1 }, { A: 1 }])
    expect(seen[2]?.stale).toBe(false)
  })

  it('begins anew where the item was asked for again on another stream, or the session ended in between', () => {
    const half = refresh({ A: 1 }, { complete: false, message: message({}) })
    const rest = refresh({ B: 1 }, { message: message({}) })
    const elsewhere = images(half, refresh({ B: 1 }, { message: message({ ID: 3 }) }))
    expect(elsewhere.map(({ fields }) => fields)).toEqual([{ B: 1 }])
    const error = new LoginError('login-closed', 'gone')
    const lost: StatusEvent = {
      ...suspect,
      stale: { since: 1, cause: { code: error.code, text: '', error } },
    }
    expect(images(half, lost, rest)[1]?.fields).toEqual({ B: 1 })
    expect(images(half, suspect, rest)[1]?.fields).toEqual({ A: 1, B: 1 })
    // Nor is the first refresh there laid over what was here, whatever it says: fields may be gone.
    const whole = refresh({ A: 1 }, { message: message({}) })
    const keeps = message({ ClearCache: false })
    expect(images(whole, suspect, refresh({ B: 1 }, { message: { ...keeps, ID: 3 } }))[2]?.fields).toEqual({ B: 1 }) // prettier-ignore
    expect(images(whole, lost, refresh({ B: 1 }, { message: keeps }))[2]?.fields).toEqual({ B: 1 })
    expect(images(whole, suspect, refresh({ B: 1 }, { message: keeps }))[2]?.fields).toEqual({ A: 1, B: 1 })
  })

  it('lays nothing over what a refresh has begun to replace', () => {
    const begun = refresh({ B: 1 }, { complete: false, message: message({ PartNumber: 0 }) })
    const anew = refresh({ C: 1 }, { message: message({ PartNumber: 0, ClearCache: false }) })
    expect(images(refresh({ A: 1 }), begun, anew)[1]?.fields).toEqual({ C: 1 })
  })

  it('is empty when the server has taken the values back', () => {
    const cleared: StatusEvent = { ...suspect, cleared: true }
    const seen = images(refresh({ A: 1, B: 2 }), cleared, update({ A: 1 }))
    expect(seen.map(({ fields }) => fields)).toEqual([{ A: 1, B: 2 }, {}, { A: 1 }])
    expect(seen.map(({ changed }) => changed)).toEqual([['A', 'B'], ['A', 'B'], ['A']])
    const half = refresh({ A: 1 }, { complete: false, message: message({}) })
    expect(images(half, cleared, refresh({ B: 1 }, { message: message({}) })).at(-1)?.fields).toEqual({
      B: 1,
    })
  })

  it('begins anew with what is kept of another item, while half of the one before is in', () => {
    const half = refresh({ A: 1 }, { complete: false, message: message({}) })
    expect(images(half, refresh({ B: 1 })).map(({ fields }) => fields)).toEqual([{ B: 1 }])
    const late = images(refresh({ A: 1 }, { complete: false }), refresh({ B: 1 }, { message: message({}) }))
    expect(late.map(({ fields }) => fields)).toEqual([{ A: 1, B: 1 }])
  })

  it('ends a refresh with a last part that is not to be cached, and begins one with a first', () => {
    const uncached = (fields: object, more: object = {}): ItemEvent =>
      refresh(fields, { message: message({ DoNotCache: true }), ...more })
    const half = refresh({ A: 1 }, { complete: false, message: message({}) })
    const rest = refresh({ B: 1 }, { message: message({}) })
    expect(images(half, uncached({ B: 2 }), rest).map(({ fields }) => fields)).toEqual([{ A: 1 }, { B: 1 }])
    const [first, second, third] = images(rest, uncached({ A: 3 }, { complete: false }), half, uncached({}), update({ C: 1 })) // prettier-ignore
    expect(first?.fields).toEqual({ B: 1 })
    expect(second).toMatchObject({ fields: { A: 1, B: 1 }, changed: ['A'] })
    expect(third?.fields).toEqual({ A: 1, B: 1, C: 1 })
  })

  describe('of a page', () => {
    const row = (column: number, text: string): object => ({ ROW: `\u001b[${column}\`${text}` })
    const page = refresh({ ROW: '0123456789' })

    it('applies what changes a part of a text, and names it only where it changes something', () => {
      const seen = images(page, update(row(3, 'XY')), update(row(3, 'XY')), update({ ROW: 'all' }))
      expect(seen.map(({ fields }) => fields['ROW'])).toEqual([
        '0123456789',
        '012XY56789',
        '012XY56789',
        'all',
      ])
      expect(seen.map(({ changed }) => changed)).toEqual([['ROW'], ['ROW'], [], ['ROW']])
    })

    it('applies it to the refresh that is under way', () => {
      const seen = images(
        refresh({ ROW: 'abcd' }),
        refresh({ ROW: 'efgh' }, { complete: false }),
        update(row(0, 'X')),
        refresh({ A: 1 }),
      )
      expect(seen.map(({ fields }) => fields['ROW'])).toEqual(['abcd', 'Xbcd', 'Xfgh'])
    })

    it('applies it to what was there, where a refresh is laid over it', () => {
      const over = { message: message({ ClearCache: false }) }
      const seen = images(page, refresh({ A: 1 }, { ...over, complete: false }), update(row(0, 'X')), refresh({ B: 1 }, over)) // prettier-ignore
      expect(seen.at(-1)?.fields).toEqual({ ROW: 'X123456789', A: 1, B: 1 })
    })

    it('leaves it as it came where the text before is unknown, whatever it is called', () => {
      const text = '\u001b[1`X'
      expect(images(refresh({}), update({ toString: text, ROW: text }))[1]?.fields).toEqual({ toString: text, ROW: text }) // prettier-ignore
    })

    it('leaves it as it came where that is wanted', () => {
      const seen = observe(of<ItemEvent[]>(page, update(row(3, 'X'))).pipe(toImage({ pages: false }))).values
      expect(seen[1]?.fields).toEqual(row(3, 'X'))
    })

    it('is not fooled by a row called __proto__', () => {
      const nasty = (text: string): object => JSON.parse(`{"__proto__":"${text}"}`) as object
      const seen = images(refresh(nasty('abc')), update(nasty('\\u001b[1`X')))
      expect(seen[1]?.fields).toEqual(nasty('aXc'))
    })
  })

  it('is not fooled by field names such as __proto__ and toString', () => {
    const nasty = JSON.parse('{"__proto__":{"polluted":true},"toString":1}') as object
    const [first, second] = images(refresh(nasty), update(nasty))
    expect(first?.changed).toEqual(['__proto__', 'toString'])
    expect(Object.keys(second?.fields ?? {})).toEqual(['__proto__', 'toString'])
    expect(Object.getPrototypeOf(second?.fields)).toBe(Object.prototype)
  })

  it('names as changed what a codec made `undefined` of nothing', () => {
    const decoded = (fields: object): ItemEvent => ({ ...refresh({}), fields: fields as Fields })
    const changes = (...events: ItemEvent[]): unknown => images(...events).map(({ changed }) => changed)
    const [without, whole] = [decoded({ BID: 1, ASK: undefined }), decoded({ BID: 1, ASK: 2 })]
    expect(changes(without, whole, without, refresh({ BID: 1 }))).toEqual([['BID'], ['ASK'], ['ASK'], []])
    expect(changes(without, { ...suspect, cleared: true })).toEqual([['BID'], ['BID']])
  })

  it('passes the end on, in both forms, and starts anew for each subscriber', () => {
    const image$ = of<ItemEvent[]>(update({ A: 1 })).pipe(toImage())
    expect(observe(image$)).toMatchObject({ completions: 1 })
    expect(observe(image$).values).toMatchObject([{ changed: ['A'] }])
    expect(observe(throwError(() => new Error('end')).pipe(toImage()))).toMatchObject({ errors: 1 })
  })
})
