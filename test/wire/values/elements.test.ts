import { describe, expect, it } from 'vitest'
import type { Elements } from '../../../src/wire/containers.js'
import { arrayOf } from '../../../src/wire/values/array-of.js'
import { elementsOf, vectorOf } from '../../../src/wire/values/container-of-value.js'
import { elementOf } from '../../../src/wire/values/element-of.js'
import { elementType } from '../../../src/wire/values/element-type.js'

const state = { Stream: 'Open', Data: 'Ok' }

const elements = JSON.parse(`{
  "number": 5, "text": "ADS", "bare": null,
  "wrapped": {"Type":"Int","Data":-5}, "blank": {"Type":"UInt","Data":null}, "short": {"Type":"UInt"},
  "zero": {"Type":"Int","Data":0},
  "array": {"Type":"Array","Data":{"Type":"UInt","Data":[5,null]}},
  "blankArray": {"Type":"Array","Data":null}, "blankInner": {"Type":"Array","Data":{"Type":"UInt","Data":null}},
  "state": {"Type":"State","Data":{"Stream":"Open","Data":"Ok"}},
  "wrong": {"Data":5}, "list": [1], "flag": true,
  "__proto__": {"Type":"Int","Data":1}
}`) as Elements

describe('an element', () => {
  const read = (name: string): unknown => elementOf(elements, name)

  it('is read bare and wrapped', () => {
    expect(['number', 'text', 'wrapped', 'zero', 'flag', '__proto__'].map(read)).toEqual([
      5,
      'ADS',
      -5,
      0,
      true,
      1,
    ])
    expect(read('array')).toEqual([5, null])
    expect(read('state')).toEqual(state)
  })

  it('is null where it is blank, and undefined where there is none', () => {
    expect(['bare', 'blank', 'short', 'blankArray', 'blankInner'].map(read)).toEqual(Array(5).fill(null))
    for (const name of ['absent', 'toString', 'constructor', 'wrong', 'list'])
      expect(read(name)).toBeUndefined()
    for (const none of [undefined, null, 5 as unknown as Elements])
      expect(elementOf(none, 'a')).toBeUndefined()
    expect(elementOf({}, '__proto__')).toBeUndefined()
  })

  it('says its type', () => {
    const types = Object.fromEntries(
      ['number', 'text', 'bare', 'wrapped', 'array', 'flag', 'wrong', 'list'].map((name) => [
        name,
        elementType(elements[name]),
      ]),
    )
    expect(types).toEqual({ number: 'UInt', text: 'AsciiString', wrapped: 'Int', array: 'Array' })
    expect([elementType(7n), elementType({ Type: 5, Data: 1 }), elementType(undefined)]).toEqual([
      'UInt',
      undefined,
      undefined,
    ])
  })
})

describe('an array', () => {
  it('is read wrapped, bare, and as it comes out of an element', () => {
    expect(arrayOf({ Type: 'Double', Data: [1.5, null, 2] })).toEqual([1.5, null, 2])
    expect(arrayOf(elements.array)).toEqual([5, null])
    expect(arrayOf(elementOf(elements, 'array'))).toEqual([5, null])
  })

  it('is null where it is blank, and undefined where there is none', () => {
    for (const blank of [null, { Type: 'UInt', Data: null }, elements.blankArray, elements.blankInner]) {
      expect(arrayOf(blank)).toBeNull()
    }
    const wrong = [
      undefined,
      5,
      'x',
      {},
      { Data: [1] },
      { Type: 'UInt', Data: 5 },
      { Type: 'Array', Data: {} },
    ]
    for (const value of wrong) expect(arrayOf(value)).toBeUndefined()
  })
})

describe('a container that is a value', () => {
  const vector = { Entries: [{ Index: 0, Action: 'Set', Fields: { YCT_ZRATE: 1 } }] }

  it('is read bare from a field and wrapped from an element', () => {
    expect(vectorOf(vector)).toBe(vector)
    expect(vectorOf({ Type: 'Vector', Data: vector })).toBe(vector)
    expect(vectorOf({ Summary: { Fields: {} } })).toEqual({ Summary: { Fields: {} } })
    expect(vectorOf({})).toEqual({})
    const list = { ':DataStreams': 1, X: { Type: 'Int', Data: 1 } }
    expect(elementsOf(list)).toBe(list)
    expect(elementsOf({ Type: 'ElementList', Data: list })).toBe(list)
    expect(elementsOf({ Type: 1, Data: 2 })).toEqual({ Type: 1, Data: 2 })
  })

  it('is none where something else is there', () => {
    const wrong = [
      undefined, null, 5, 'x', [], [1], { Type: 'Double', Data: [1] }, { Type: 'Vector', Data: null },
      { Type: 'Vector', Data: [] }, { Type: 'Map', Data: { Entries: [] } }, { Entries: 5 }, { Entries: [null] },
      { Entries: [{ Key: 1 }] }, { BID: 1 },
    ] // prettier-ignore
    for (const value of wrong) expect(vectorOf(value)).toBeUndefined()
    for (const value of [
      undefined,
      null,
      5,
      'x',
      [],
      vector,
      { Type: 'UInt', Data: [1] },
      { Type: 'ElementList', Data: null },
      { a: { b: 1 } },
    ]) {
      expect(elementsOf(value)).toBeUndefined()
    }
  })
})
