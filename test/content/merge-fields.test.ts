import { describe, expect, it } from 'vitest'
import { mergeFields } from '../../src/content/merge-field.js'
import { setField } from '../../src/item/stream/view.js'
import type { Fields, FieldValue } from '../../src/wire/fields.js'

const parsed = (json: string): Record<string, FieldValue> => JSON.parse(json) as Record<string, FieldValue>

describe('fields of an update', () => {
  it('are laid over those that are there: null blanks, absence leaves', () => {
    const target = parsed('{"BID":1,"ASK":2,"TRD":3}')
    mergeFields(target, { BID: 5, ASK: null, NEW: 'x' })
    expect(target).toEqual({ BID: 5, ASK: null, TRD: 3, NEW: 'x' })
  })

  it('keep hostile names as names', () => {
    const target = parsed('{}')
    const fields = parsed('{"__proto__":{"polluted":true},"constructor":1,"52WK_HIGH":2}')
    mergeFields(target, fields)
    expect(Object.keys(target).sort()).toEqual(['52WK_HIGH', '__proto__', 'constructor'])
    expect(Object.getPrototypeOf(target)).toBe(Object.prototype)
    expect(JSON.stringify(target)).toContain('"__proto__":{"polluted":true}')
  })

  it('do not take members of every object for the text before a change', () => {
    const change = '\u001b[1`X'
    for (const name of ['__proto__', 'constructor', 'toString']) {
      const target = parsed('{}')
      mergeFields(
        target,
        parsed(JSON.stringify({ a: 0 }).replace('"a":0', `"${name}":${JSON.stringify(change)}`)),
      )
      expect(Object.getOwnPropertyDescriptor(target, name)?.value).toBe(change)
      setField(target, name, 'abc')
      mergeFields(target, parsed(`{"${name}":${JSON.stringify(change)}}`))
      expect(Object.getOwnPropertyDescriptor(target, name)?.value).toBe('aXc')
    }
  })

  it('replace page fields where pages are switched off', () => {
    const target: Record<string, FieldValue> = { ROW: 'abc' }
    const change: Fields = { ROW: '\u001b[1`X' }
    mergeFields(target, change, { pages: false })
    expect(target).toEqual(change)
  })
})
