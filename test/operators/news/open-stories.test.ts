import { describe, expect, it } from 'vitest'
import { openStories, type Loss } from '../../../src/operators/news/open-stories.js'

const fragment = (guid: string, number: number, size: number) => ({
  guid,
  source: '',
  kind: undefined,
  number,
  size,
  bytes: Uint8Array.of(number),
})

/** Stories with at most two at a time, and the names of the lost ones. */
const two = () => {
  const lost: (string | undefined)[] = []
  const stories = openStories({ timeout: 100, maxStories: 2, maxBytes: 10_000 }, ({ guid }: Loss) => {
    lost.push(guid)
  })
  return { stories, lost }
}

describe('open stories', () => {
  it('wait longer than once more when the clock was set back', () => {
    const { stories, lost } = two()
    stories.add(fragment('A', 1, 9), 1_000, false)
    expect(stories.expire(300)).toBe(100)
    expect(stories.expire(399)).toBe(1)
    expect(lost).toEqual([])
    expect(stories.expire(400)).toBeUndefined()
    expect(lost).toEqual(['A'])
  })

  it('are remembered for ever once they were told, or not in the order in which they were', () => {
    const { stories, lost } = two()
    const lose = (...guids: string[]): void => {
      for (const guid of guids) stories.lose({ guid, source: '' }, 'malformed', '')
    }
    lose('A', 'B', 'A', 'B')
    expect(lost).toEqual(['A', 'B'])
    // C takes the place of A, which was told before B.
    lose('C', 'B', 'C', 'A')
    expect(lost).toEqual(['A', 'B', 'C', 'A'])
  })

  it('that are told again are not the newest of those that were told', () => {
    const { stories, lost } = two()
    for (const guid of ['A', 'B', 'A', 'C']) stories.add(fragment(guid, 1, 1), 0, false)?.release()
    // A was whole after B, so B is the one that was forgotten.
    for (const guid of ['A', 'B']) stories.lose({ guid, source: '' }, 'malformed', '')
    expect(lost).toEqual(['B'])
  })
})
