import { describe, expect, it } from 'vitest'
import { readLinks } from '../../../src/operators/chain/read-links.js'
import { chainFields } from '../../../src/operators/chain/chain-fields.js'
import { namesAfter } from '../../../src/operators/chain/names-after.js'
import { fieldsOf } from './support.js'

describe('a record of a chain', () => {
  it('is taken for one where it is not', () => {
    expect(readLinks({})).toBeUndefined()
    expect(readLinks({ BID: 1, REF_COUNT: 3, RDNDISPLAY: 66 })).toBeUndefined()
    expect(readLinks(Object.create({ LINK_1: 'A' }) as never)).toBeUndefined()
  })

  it.each([
    [2, ['A', 'B']],
    [0, []],
    [99, ['A', 'B', 'C']],
    [null, ['A', 'B', 'C']],
    ['many', ['A', 'B', 'C']],
    [-1, ['A', 'B', 'C']],
  ])('has links that are not in use, or not those that are, at a count of %s', (count, links) => {
    const read = readLinks({ ...fieldsOf(['A', 'B', 'C']), REF_COUNT: count })
    expect(read?.links.filter((link) => link !== '')).toEqual(links)
  })

  it('is read by the template that is filled in', () => {
    const blank = Object.fromEntries(chainFields.map((name) => [name, null]))
    expect(readLinks({ ...blank, BR_LINK1: 'A', BR_NEXTLR: 'N' })).toMatchObject({ next: 'N' })
    const both = { ...blank, LINK_1: 'A_LONG_NAM', LONGLINK1: 'A_LONG_NAME' }
    expect(readLinks(both)?.links[0]).toBe('A_LONG_NAME')
    expect(readLinks(blank)).toMatchObject({ next: '', displayTemplate: undefined, displayName: undefined })
  })

  it('has the layout that is preferred', () => {
    const all = { ...fieldsOf([]), RDNDISPLAY: 1, PREV_DISP: 2, PREF_DISP: 3 }
    expect(readLinks(all)?.displayTemplate).toBe(3)
    expect(readLinks({ ...all, PREF_DISP: 0 })?.displayTemplate).toBe(2)
    expect(readLinks({ ...all, PREF_DISP: 'Inf', PREV_DISP: {} })?.displayTemplate).toBe(1)
  })

  it('is read by fields that nobody asks for', () => {
    const asked = new Set<string>()
    const fields = new Proxy(fieldsOf(['A'], 'N'), {
      get: (target, name: string) => (asked.add(name), target[name]),
      getOwnPropertyDescriptor: (target, name: string) => (
        asked.add(name),
        Object.getOwnPropertyDescriptor(target, name)
      ),
    })
    readLinks(fields)
    expect([...asked].filter((name) => !chainFields.includes(name))).toEqual([])
  })
})

describe('the names of the next records', () => {
  it.each([
    ['0#.FTSE', ['1#.FTSE', '2#.FTSE']],
    ['9#X', ['A#X', 'B#X']],
    ['F#X', ['10#X', '11#X']],
    ['.AV.O', []],
    ['#X', []],
    ['0#', []],
    ['a#X', []],
    ['123456789#X', []],
  ])('are not those after %s', (name, expected) => {
    expect(namesAfter(name, 2)).toEqual(expected)
  })
})
