import fc from 'fast-check'
import { NEVER, concat, of } from 'rxjs'
import { describe, expect, it } from 'vitest'
import type { ItemEvent, UpdateEvent } from '../../../src/item/item-event.js'
import type { NewsEvent } from '../../../src/operators/news/news-event.js'
import { openStories, type Loss } from '../../../src/operators/news/open-stories.js'
import { toStories } from '../../../src/operators/to-stories.js'
import { newsRefresh, cut, gunzip, packed } from '../../support/stories.js'
import { staleStatus } from '../../support/item-events.js'
import { observe } from '../../support/observe.js'

const outcomes = (events: readonly ItemEvent[]): readonly NewsEvent[] => {
  const { values, subscription, errors } = observe(concat(of(...events), NEVER).pipe(toStories({ gunzip })))
  expect(errors).toBe(0)
  subscription.unsubscribe()
  return values
}

/** Any content, cut anywhere. */
const anyStory = fc.record({
  content: fc.record({ headline: fc.string({ unit: 'grapheme' }), body: fc.string({ maxLength: 300 }) }),
  places: fc.array(fc.nat(200), { maxLength: 12 }),
})

/** Some stories, each cut anywhere, and the order in which they take turns. */
const anyFeed = fc
  .record({ stories: fc.array(anyStory, { minLength: 1, maxLength: 5 }), turns: fc.array(fc.nat(4)) })
  .map(({ stories, turns }) => {
    const left = stories.map(({ content, places }, i) => [
      ...cut(`G${i}`, packed({ id: `G${i}`, ...content }), places),
    ])
    const row: UpdateEvent[] = []
    const take = (i: number): void => {
      const next = left[i]?.shift()
      if (next) row.push(next)
    }
    turns.forEach(take)
    left.forEach((rest, i) => {
      while (rest.length > 0) take(i)
    })
    return { stories, row }
  })

describe('any news', () => {
  it('is not whole, whatever the cuts and the order in which stories take turns', () => {
    fc.assert(
      fc.property(anyFeed, ({ stories, row }) => {
        const found = outcomes(row)
        expect(found.every(({ type }) => type === 'story')).toBe(true)
        const byGuid = new Map(found.flatMap((one) => (one.type === 'story' ? [[one.guid, one.story]] : [])))
        stories.forEach(({ content }, i) => {
          expect(byGuid.get(`G${i}`)).toEqual({ id: `G${i}`, ...content })
        })
        expect(found).toHaveLength(stories.length)
      }),
    )
  })

  it('loses a fragment without a word: each story that begins comes, is told as lost, or still waits', () => {
    const spoil = fc.record({ at: fc.nat(), how: fc.constantFrom('drop', 'swap', 'double') })
    fc.assert(
      fc.property(anyFeed, fc.array(spoil, { minLength: 1, maxLength: 4 }), ({ stories, row }, faults) => {
        const events = [...row]
        for (const { at, how } of faults) {
          const i = at % Math.max(1, events.length)
          const one = events[i]
          if (one === undefined) continue
          if (how === 'drop') events.splice(i, 1)
          else if (how === 'double') events.splice(i, 0, one)
          else events.splice(i, 2, ...events.slice(i, i + 2).reverse())
        }
        const seen = new Set(events.map(({ fields }) => fields['GUID'] as string))
        // What still waits is told when the item becomes stale.
        const found = outcomes([...events, staleStatus]).filter((one) => one.type !== 'status')
        for (const guid of seen) expect(found.some((one) => one.guid === guid)).toBe(true)
        // Nothing comes that was not sent.
        for (const one of found)
          if (one.type === 'story') {
            const sent = stories[Number(one.guid.slice(1))]?.content
            expect(one.story).toEqual({ id: one.guid, ...sent })
          }
      }),
    )
  })

  it('that is corrupt harms the stream, or comes as something that was not sent', () => {
    const change = fc.record({ field: fc.constantFrom('GUID', 'MRN_SRC', 'FRAG_NUM', 'TOT_SIZE', 'FRAGMENT'), value: fc.anything() }) // prettier-ignore
    const corrupt = fc.record({ at: fc.nat(), change, flip: fc.option(fc.nat(5000)) })
    fc.assert(
      fc.property(anyFeed, fc.array(corrupt, { minLength: 1 }), ({ stories, row }, faults) => {
        const events = [...row]
        for (const { at, change, flip } of faults) {
          const i = at % events.length
          const fields: Record<string, unknown> = { ...events[i]!.fields, [change.field]: change.value }
          if (flip !== null) {
            const bytes = Buffer.from(row[i]!.fields['FRAGMENT'] as string, 'base64')
            const place = flip % bytes.length
            bytes[place] = (bytes[place] ?? 0) ^ 0x55
            Object.assign(fields, { ...row[i]!.fields, FRAGMENT: bytes.toString('base64') })
          }
          events[i] = { ...events[i]!, fields: fields as UpdateEvent['fields'] }
        }
        const found = outcomes([newsRefresh(), ...events, ...cut('LAST', packed({ id: 'LAST' }), [3, 9])])
        expect(found.at(-1)).toMatchObject({ type: 'story', guid: 'LAST' })
        for (const one of found)
          if (one.type === 'story' && one.guid !== 'LAST')
            expect(stories.map(({ content }) => content.headline)).toContain(one.story.headline)
      }),
    )
  })

  it('fills the memory: what is held is never more than the bounds, whatever comes', () => {
    const any = fc.record({
      guid: fc.nat(30),
      number: fc.integer({ min: 1, max: 4 }),
      length: fc.integer({ min: 1, max: 300 }),
      size: fc.integer({ min: 1, max: 900 }),
    })
    fc.assert(
      fc.property(fc.array(any, { maxLength: 200 }), (fragments) => {
        const losses: Loss[] = []
        const bounds = { timeout: 1, maxStories: 5, maxBytes: 4000 }
        const stories = openStories(bounds, (loss) => losses.push(loss))
        for (const [now, { guid, number, length, size }] of fragments.entries()) {
          const bytes = new Uint8Array(length)
          const fragment = { guid: `G${guid}`, source: '', kind: undefined, number, size, bytes }
          stories.add(fragment, now, false)?.release()
        }
        losses.length = 0
        stories.loseAll('ended', '')
        expect(losses.length).toBeLessThanOrEqual(bounds.maxStories)
        expect(losses.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(bounds.maxBytes)
        expect(stories.expire(1e9)).toBeUndefined()
      }),
    )
  })
})
