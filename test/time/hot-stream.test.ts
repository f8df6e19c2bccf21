import { describe, expect, it } from 'vitest'
import { hotStream } from '../../src/time/hot-stream.js'

describe('a hot stream', () => {
  it('tells those who listen, and nobody else', () => {
    const { value$, emit } = hotStream<number>()
    const seen: string[] = []
    emit(0)
    const first = value$.subscribe((value) => seen.push(`a${value}`))
    emit(1)
    value$.subscribe((value) => seen.push(`b${value}`))
    emit(2)
    first.unsubscribe()
    emit(3)
    expect(seen).toEqual(['a1', 'a2', 'b2', 'b3'])
  })

  it('bears subscribers that come and go while a value is on its way', () => {
    const { value$, emit } = hotStream<number>()
    const seen: string[] = []
    const join = (): unknown => value$.subscribe((later) => seen.push(`c${later}`))
    value$.subscribe((value) => {
      seen.push(`a${value}`)
      second.unsubscribe()
      if (value === 1) join()
    })
    const second = value$.subscribe((value) => seen.push(`b${value}`))
    emit(1)
    emit(2)
    expect(seen).toEqual(['a1', 'a2', 'c2'])
  })
})
