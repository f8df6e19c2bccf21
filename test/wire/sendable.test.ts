import { describe, expect, it } from 'vitest'
import { UsageError } from '../../src/errors.js'
import { sendable } from '../../src/wire/sendable.js'

describe('sendable', () => {
  it('writes numbers that JSON lacks as the protocol does, at any depth', () => {
    const content = {
      Fields: {
        A: NaN,
        B: Infinity,
        C: -Infinity,
        D: -0.5,
        E: 1e-7,
        F: 12345678901234567890n,
        G: undefined,
        H: null,
      },
      Map: { Entries: [{ Action: 'Add', Key: 'x', Fields: { P: NaN } }] },
    }
    expect(sendable(content, 'content')).toEqual({
      Fields: { A: 'NaN', B: 'Inf', C: '-Inf', D: -0.5, E: 1e-7, F: 12345678901234567890n, H: null },
      Map: { Entries: [{ Action: 'Add', Key: 'x', Fields: { P: 'NaN' } }] },
    })
    expect(Object.keys(sendable(content, 'content').Fields)).not.toContain('G')
  })

  it('refuses a number that would be written with a plus, by the name of its field and without its value', () => {
    for (const [content, path] of [
      [{ BID: 1e21 }, 'fields.BID'],
      [{ BID: { Data: [1, -1e300] } }, 'fields.BID.Data.1'],
    ] as const) {
      expect(() => sendable(content, 'fields')).toThrow(UsageError)
      expect(() => sendable(content, 'fields')).toThrow(path)
      expect(() => sendable(content, 'fields')).not.toThrow(/e\+|00000/)
    }
  })

  it('leaves free JSON as it is, but not a field that is called so', () => {
    expect(sendable({ Json: { big: 1e22 } }, 'content')).toEqual({ Json: { big: 1e22 } })
    expect(() => sendable({ Json: 1e22 }, 'post: fields')).toThrow('fields.Json')
    expect(() => sendable({ Fields: { Json: 1e22 } }, 'content')).toThrow('Fields.Json')
  })

  it('refuses content that holds itself', () => {
    const circle: Record<string, unknown> = {}
    circle['Map'] = { Summary: circle }
    expect(() => sendable(circle, 'content')).toThrow(/too deep/)
  })

  it('keeps names as data, and is a copy', () => {
    const content = JSON.parse('{"__proto__":{"x":1},"constructor":2,"52WK_HIGH":3}') as Record<
      string,
      unknown
    >
    const copy = sendable(content, 'fields')
    expect(JSON.stringify(copy)).toBe(JSON.stringify(content))
    content['52WK_HIGH'] = 4
    expect(copy['52WK_HIGH']).toBe(3)
  })
})
