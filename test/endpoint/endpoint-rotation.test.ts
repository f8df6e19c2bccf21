import { EMPTY, defer, of, throwError, type Observable } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { endpointRotation, type EndpointRotation } from '../../src/endpoint/endpoint-rotation.js'
import type { Endpoint } from '../../src/endpoint/endpoint.js'
import { normalizeEndpoint } from '../../src/endpoint/normalize-endpoint.js'
import { watch } from '../support/virtual.js'

const next = (rotation: EndpointRotation): string => {
  const seen = watch(rotation.next(undefined))
  if (seen.error !== undefined) throw seen.error as Error
  return new URL(seen.values[0]!.url).hostname
}

/** A discovery that gives each of these lists in turn, then the last one for ever; counts how often it is asked. */
const discovery = (...lists: readonly (readonly string[] | Error)[]) => {
  const asked = { count: 0 }
  const source = (): Observable<readonly Endpoint[]> =>
    defer(() => {
      const list = lists[Math.min(asked.count, lists.length - 1)]!
      asked.count += 1
      return list instanceof Error ? throwError(() => list) : of(list.map((url) => ({ url })))
    })
  return { asked, source }
}

describe('a fixed list', () => {
  it('is walked in turn, and round', () => {
    const rotation = endpointRotation(['a:1', 'b:1', 'c:1'])
    const hosts = Array.from({ length: 7 }, () => {
      const host = next(rotation)
      rotation.failed()
      return host
    })
    expect(hosts).toEqual(['a', 'b', 'c', 'a', 'b', 'c', 'a'])
  })

  it('stays where it is while the endpoint works', () => {
    const rotation = endpointRotation(['a:1', 'b:1'])
    rotation.failed()
    expect([next(rotation), next(rotation)]).toEqual(['a', 'a'])
    rotation.failed()
    rotation.succeeded()
    expect(next(rotation)).toBe('b')
  })

  it.each([
    ['example.com:15000', 'wss://example.com:15000/WebSocket'],
    ['example.com', 'wss://example.com/WebSocket'],
    ['localhost:15000', 'ws://localhost:15000/WebSocket'],
    ['[::1]:15000', 'ws://[::1]:15000/WebSocket'],
    ['ws://example.com:15000', 'ws://example.com:15000/WebSocket'],
    ['wss://example.com:8443/', 'wss://example.com:8443/WebSocket'],
    ['wss://example.com/other', 'wss://example.com/other'],
    ['wss://example.com/?a=b', 'wss://example.com/?a=b'],
  ])('%s becomes %s', (given, url) => {
    expect(normalizeEndpoint(given).url).toBe(url)
    expect(normalizeEndpoint({ url: given, location: ['z'] })).toEqual({ url, location: ['z'] })
  })

  it.each(['', 'https://example.com', 'wss://u:S3CRET@example.com', 'wss://', 'a b', 'wss://a/#x'])(
    'with %j is refused where it is given, without repeating it',
    (given) => {
      expect(() => endpointRotation([given])).toThrow(expect.objectContaining({ code: 'invalid-options' }))
      expect(() => endpointRotation([given])).not.toThrow(/S3CRET/)
    },
  )

  it('that is empty gives an error, not silence', () => {
    expect(watch(endpointRotation([]).next(undefined)).error).toMatchObject({ code: 'no-endpoint' })
  })
})

describe('discovery', () => {
  it('the first endpoint is dead: the second one is next, and discovery is not asked again', () => {
    const { asked, source } = discovery(['wss://a', 'wss://b', 'wss://c', 'wss://d'])
    const rotation = endpointRotation(source)
    expect(next(rotation)).toBe('a')
    rotation.failed()
    expect(next(rotation)).toBe('b')
    rotation.failed()
    expect(next(rotation)).toBe('c')
    expect(asked.count).toBe(1)
  })

  it('after three failures is asked again, and the walk goes on behind the last one', () => {
    const { asked, source } = discovery(['wss://a', 'wss://b', 'wss://c', 'wss://d'])
    const rotation = endpointRotation(source)
    next(rotation)
    for (let count = 0; count < 3; count += 1) rotation.failed()
    expect(next(rotation)).toBe('d')
    expect(asked.count).toBe(2)
  })

  it('a success in between starts the count anew', () => {
    const { asked, source } = discovery(['wss://a', 'wss://b', 'wss://c', 'wss://d'])
    const rotation = endpointRotation(source)
    next(rotation)
    rotation.failed()
    rotation.failed()
    rotation.succeeded()
    rotation.failed()
    next(rotation)
    expect(asked.count).toBe(1)
  })

  it('at the end of the list is asked again, and a new list is begun at its beginning', () => {
    const { asked, source } = discovery(['wss://a', 'wss://b'], ['wss://x', 'wss://y'])
    const rotation = endpointRotation(source)
    next(rotation)
    rotation.failed()
    next(rotation)
    rotation.failed()
    expect(next(rotation)).toBe('x')
    expect(asked.count).toBe(2)
  })

  it('that fails later leaves the list there was, and is asked again at the next occasion', () => {
    const { asked, source } = discovery(['wss://a', 'wss://b'], new Error('down'), [], ['wss://x'])
    const rotation = endpointRotation(source)
    const hosts = Array.from({ length: 7 }, () => {
      const host = next(rotation)
      rotation.failed()
      return host
    })
    expect(hosts).toEqual(['a', 'b', 'a', 'b', 'a', 'b', 'x'])
    expect(asked.count).toBe(4)
  })

  it('that fails at first is an error, and is asked at the next attempt', () => {
    const { source } = discovery(new Error('down'), ['wss://a'])
    const rotation = endpointRotation(source)
    expect(() => next(rotation)).toThrow('down')
    rotation.failed()
    expect(next(rotation)).toBe('a')
  })

  it('that gives nothing or an empty list has no endpoint', () => {
    expect(watch(endpointRotation(EMPTY).next(undefined)).error).toMatchObject({ code: 'no-endpoint' })
    expect(watch(endpointRotation(of([])).next(undefined)).error).toMatchObject({ code: 'no-endpoint' })
  })
})
