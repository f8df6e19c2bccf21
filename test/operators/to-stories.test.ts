import * as t from 'io-ts'
import { NEVER, Subject, concat, delay, from as emit, map, of, take, throwError, timeout, timer } from 'rxjs'
import { describe, expect, it, vi } from 'vitest'
import type { ItemEvent, UpdateEvent } from '../../src/item/item-event.js'
import type { NewsEvent } from '../../src/operators/news/news-event.js'
import type { StoriesOptions } from '../../src/operators/news/stories-options.js'
import { conflate } from '../../src/operators/conflate.js'
import { toStories } from '../../src/operators/to-stories.js'
import { staleStatus, updateEvent } from '../support/item-events.js'
import { observe } from '../support/observe.js'
import { cut, fragmentOf, gunzip, newsRefresh, packed, story } from '../support/stories.js'
import { at, inVirtualTime, watch } from '../support/virtual.js'

/** What there is to tell, in short. */
const told = (events: readonly NewsEvent<unknown>[]): readonly string[] =>
  events.map((event) => {
    if (event.type === 'story') return `story ${event.guid}`
    return event.type === 'lost' ? `lost ${event.guid ?? '?'} ${event.reason}` : 'status'
  })

const from = (events: readonly ItemEvent[], options: StoriesOptions = {}) =>
  observe(concat(of(...events), NEVER).pipe(toStories({ gunzip, ...options })))
const saying = (events: readonly ItemEvent[], options: StoriesOptions = {}): readonly string[] => {
  const { values, subscription } = from(events, options)
  subscription.unsubscribe()
  return told(values)
}

const [a1, a2, a3] = story('A', 3) as [UpdateEvent, UpdateEvent, UpdateEvent]
const [b1, b2] = story('B', 2) as [UpdateEvent, UpdateEvent]

describe('toStories', () => {
  it('gives whole stories, with what names them and every member that the server sent', () => {
    const { values } = from([newsRefresh(), ...story('A', 3, { extra: { x: 1 }, altId: null })])
    expect(values).toMatchObject([
      { type: 'status', stale: false },
      { type: 'story', guid: 'A', source: 'SRC_A', stale: false, name: 'EUR=' },
    ])
    expect(values[1]).toHaveProperty('story', { id: 'A', headline: 'about A', extra: { x: 1 } })
  })

  it('keeps interleaved stories apart, also two of one GUID from different sources', () => {
    expect(saying([a1, b1, a2, b2, a3])).toEqual(['story B', 'story A'])
    const other = ({ fields }: UpdateEvent): ItemEvent => updateEvent({ ...fields, MRN_SRC: 'SRC_B' })
    expect(saying([a1, other(a1), a2, other(a2), other(a3), a3])).toEqual(['story A', 'story A'])
  })

  it('does not take names that look alike when they are put together for one', () => {
    const named = (MRN_SRC: string | undefined, guid: string) =>
      story(guid, 2).map(({ fields, ...event }): ItemEvent => ({ ...event, fields: { ...fields, MRN_SRC } as UpdateEvent['fields'] })) // prettier-ignore
    const [one, other, without] = [named('S', 'AB'), named('SA', 'B'), named(undefined, 'SAB')]
    const { values } = from([...one.slice(0, 1), ...other, ...without, ...one.slice(1)])
    expect(told(values)).toEqual(['story B', 'story SAB', 'story AB'])
    expect(values).toMatchObject([{ source: 'SA' }, { source: '' }, { source: 'S' }])
  })

  it('tells of a fragment that names no story, or names it by what nobody can keep', () => {
    const unnamed = (GUID: unknown) => fragmentOf('A', 1, Uint8Array.of(1), 1, { GUID })
    for (const guid of [null, undefined, 5, 'x'.repeat(1001)]) {
      const { values } = from([unnamed(guid)])
      expect(values).toMatchObject([{ type: 'lost', reason: 'malformed', source: '' }])
      expect(values[0]).not.toHaveProperty('guid')
    }
    expect(saying(story('x'.repeat(1000)))).toEqual([`story ${'x'.repeat(1000)}`])
  })

  it.each([
    ['fragment-missing', [a1, a3]],
    ['fragment-missing', [a2, a3]],
    ['fragment-missing', [a1, a3, a2]],
    ['fragment-repeated', [a1, a2, fragmentOf('A', 1, Uint8Array.of(9), 77)]],
    ['fragment-repeated', [a1, a2, fragmentOf('A', 2, Uint8Array.of(9))]],
    [
      'fragment-repeated',
      [fragmentOf('A', 1, Uint8Array.of(9), 77), fragmentOf('A', 1, Uint8Array.of(9), 78)],
    ],
    ['wrong-size', [fragmentOf('A', 1, Uint8Array.of(1, 2), 1)]],
    ['malformed', [fragmentOf('A', 1, Uint8Array.of(1))]],
    ['malformed', [a1, fragmentOf('A', 2, Uint8Array.of(1), undefined, { FRAG_NUM: 1.5 })]],
    ['malformed', [a1, fragmentOf('A', 2, Uint8Array.of(1), undefined, { FRAGMENT: null })]],
    ['malformed', [fragmentOf('A', 1, Uint8Array.of(1), 1, { MRN_SRC: 5 })]],
    ['malformed', [fragmentOf('A', 0, Uint8Array.of(1), 1)]],
    ['malformed', [fragmentOf('A', 1, Uint8Array.of(1), 0)]],
    ['malformed', [fragmentOf('A', 1, Uint8Array.of(1), 1, { FRAGMENT: '' })]],
    ['not-base64', [fragmentOf('A', 1, Uint8Array.of(1), 1, { FRAGMENT: ' ' })]],
    ['not-base64', [a1, fragmentOf('A', 2, Uint8Array.of(1), undefined, { FRAGMENT: '*' })]],
    ['not-gzip', cut('A', Uint8Array.of(1, 2, 3), [1])],
    ['not-a-story', cut('A', packed([1]), [])],
    ['not-a-story', story('A', 1, { headline: 5 })],
    ['too-large', [fragmentOf('A', 1, Uint8Array.of(1), 2 ** 25 + 1)]],
  ] as const)('tells %s (%#), and goes on', (reason, events) => {
    expect(saying([...events, ...story('B', 2)])).toEqual([`lost A ${reason}`, 'story B'])
  })

  it('tells a loss once, whatever else comes of that story', () => {
    expect(
      saying([a1, a3, a2, a3, fragmentOf('A', 4, Uint8Array.of(1), undefined, { FRAGMENT: '*' })]),
    ).toEqual(['lost A fragment-missing'])
    expect(saying([a1, a3, a1, a2, a3])).toEqual(['lost A fragment-missing', 'story A'])
  })

  it('tells not-json of what is no JSON, and of what is no UTF-8', () => {
    const raw = (bytes: Uint8Array): StoriesOptions => ({ gunzip: () => of(bytes) })
    expect(saying(cut('A', Uint8Array.of(1), []), raw(Uint8Array.of(123)))).toEqual(['lost A not-json'])
    expect(saying(cut('A', Uint8Array.of(1), []), raw(Uint8Array.of(34, 255, 34)))).toEqual([
      'lost A not-json',
    ])
    // A letter that is cut off behind what would be JSON.
    expect(saying(cut('A', Uint8Array.of(1), []), raw(Uint8Array.of(123, 125, 195)))).toEqual([
      'lost A not-json',
    ])
    expect(saying(cut('A', Uint8Array.of(1), []), { gunzip: () => of() })).toEqual(['lost A not-json'])
  })

  it('takes a fragment that comes twice for what it is', () => {
    expect(saying([a1, a1, a2, a1, a2, a3, a3, a2])).toEqual(['story A'])
  })

  it('takes no image for a story, and no update that has none', () => {
    const torn = newsRefresh({ fields: a2.fields })
    expect(saying([torn, updateEvent({ PROD_PERM: 1 })])).toEqual(['status'])
  })

  it('tells how much of a lost story was there', () => {
    const { values } = from([a1, a2, staleStatus])
    expect(values[0]).toMatchObject({ fragments: 2, text: expect.stringContaining('away') as string })
    const { bytes, size } = values[0] as Extract<NewsEvent, { type: 'lost' }>
    expect(bytes).toBeGreaterThan(0)
    expect(size).toBeGreaterThan(bytes)
    expect(from(cut('A', Uint8Array.of(1, 2, 3), [1])).values).toMatchObject([
      { reason: 'not-gzip', fragments: 2, bytes: 3, size: 3 },
    ])
  })

  it.each([
    ['outage', [a1, a2, staleStatus], {}],
    ['fragment-missing', [a1, a3], {}],
    ['fragment-repeated', [a1, fragmentOf('A', 1, Uint8Array.of(9), 77)], {}],
    ['wrong-size', [fragmentOf('A', 1, Uint8Array.of(1, 2), 1)], {}],
    ['too-large', [a1], { maxBytes: 10 }],
    ['crowded-out', [a1, b1], { maxStories: 1 }],
  ] as const)('keeps nothing of a lost story in what it tells (%s)', (reason, events, options) => {
    const { values } = from(events, options)
    const lost = values.find(({ type }) => type === 'lost')!
    expect(lost).toMatchObject({ reason, guid: 'A', source: 'SRC_A' })
    const known = ['name', 'service', 'state', 'stale', 'type', 'reason', 'text', 'guid', 'source', 'fragments', 'bytes', 'size'] // prettier-ignore
    expect(known).toEqual(expect.arrayContaining(Object.keys(lost)))
  })

  it('drops what is half-built when the item becomes stale, or the server refreshes by itself', () => {
    expect(saying([a1, staleStatus, a2, a3, ...story('B')])).toEqual(['lost A outage', 'status', 'story B'])
    expect(saying([a1, newsRefresh({ solicited: false }), a2])).toEqual(['lost A refresh', 'status'])
  })

  it('does not lose a story because another subscriber had the item refreshed', () => {
    expect(saying([a1, newsRefresh(), a2, a3])).toEqual(['status', 'story A'])
  })

  it('says how long the item was away', () => {
    const { values } = from([staleStatus, newsRefresh({ recovered: { awayMs: 7 } })])
    expect(values[1]).toMatchObject({ type: 'status', recovered: { awayMs: 7 }, stale: false })
  })

  it('tells that updates were merged', () => {
    const merged = (event: ItemEvent, more: object): ItemEvent => ({ ...event, ...more })
    expect(saying([a1, merged(a3, { message: undefined })])).toEqual(['lost A conflated'])
    expect(saying([a1, merged(a3, { updateType: 'Multiple' })])).toEqual(['lost A conflated'])
    const count = { message: { ID: 2, Type: 'Update', ConflationInfo: { Count: 2, Time: 9 } } }
    expect(saying([merged(story('B')[0]!, count)])).toEqual(['lost ? conflated', 'story B'])
    inVirtualTime(() => {
      const all = concat(of(newsRefresh(), a1, a2, a3), NEVER).pipe(conflate(100), toStories({ gunzip }))
      const seen = watch(all)
      at(200, () => {
        expect(told(seen.values)).toEqual(['status', 'lost A conflated'])
        seen.unsubscribe()
      })
    })
  })

  it('loses a story that waits too long for its next fragment, and leaves no timer', () => {
    inVirtualTime(() => {
      const source = new Subject<ItemEvent>()
      const seen = watch(source.pipe(toStories({ gunzip, timeout: 100 })))
      source.next(a1)
      at(60, () => {
        source.next(a2)
        source.next(b1)
      })
      at(150, () => {
        expect(seen.values).toEqual([])
        source.next(b2)
      })
      at(161, () => {
        expect(told(seen.values)).toEqual(['story B', 'lost A timeout'])
        source.next(a3)
        source.next(a1)
      })
      at(300, () => {
        expect(told(seen.values).slice(2)).toEqual([])
        seen.unsubscribe()
        expect(source.observed).toBe(false)
      })
    })
  })

  it('keeps the order while unpacking takes its time, and takes the next one only then', () => {
    inVirtualTime(() => {
      let running = 0
      const slow: StoriesOptions['gunzip'] = (bytes) => {
        expect(++running).toBe(1)
        return timer(bytes.length > 90 ? 50 : 1).pipe(
          map(() => {
            running--
            return bytes
          }),
        )
      }
      const json = (value: object) => new TextEncoder().encode(JSON.stringify(value))
      const long = cut('LONG', json({ id: 'x'.repeat(99) }), [5])
      const short = cut('SHORT', json({ id: 'y' }), [2])
      const all = concat(
        of(...long, ...short, staleStatus),
        throwError(() => new Error('over')),
      )
      const seen = watch(all.pipe(toStories({ gunzip: slow })))
      at(49, () => {
        expect(seen.values).toEqual([])
      })
      at(60, () => {
        expect(told(seen.values)).toEqual(['story LONG', 'story SHORT', 'status'])
        expect(seen.error).toEqual(new Error('over'))
      })
    })
  })

  it('does not wait for ever for one that is never unpacked', () => {
    inVirtualTime(() => {
      const hangs: StoriesOptions['gunzip'] = () => NEVER
      const seen = watch(concat(of(...story('A')), NEVER).pipe(toStories({ gunzip: hangs, timeout: 100 })))
      at(101, () => {
        expect(told(seen.values)).toEqual(['lost A timeout'])
        seen.unsubscribe()
      })
    })
  })

  it('lets nothing pile up behind one that is never unpacked', () => {
    inVirtualTime(() => {
      const source = new Subject<ItemEvent>()
      let begun = 0
      const hangs: StoriesOptions['gunzip'] = () => {
        begun++
        return NEVER
      }
      const seen = watch(source.pipe(toStories({ gunzip: hangs, timeout: 100 })))
      for (const [i, guid] of ['A', 'B', 'C', 'D'].entries())
        at(i * 30, () => {
          source.next(story(guid)[0]!)
        })
      at(191, () => {
        expect(told(seen.values)).toEqual(['A', 'B', 'C', 'D'].map((guid) => `lost ${guid} timeout`))
        // Each has its time from when it was whole, and is tried in what is left of it.
        expect(begun).toBe(4)
      })
      at(200, () => {
        for (const guid of ['E', 'F']) source.next(story(guid)[0]!)
      })
      at(301, () => {
        expect(told(seen.values).slice(4)).toEqual(['lost E timeout', 'lost F timeout'])
        expect(begun).toBe(5)
        seen.unsubscribe()
      })
    })
  })

  it('does not lose every story to a time-out that no timer can keep', async () => {
    for (const longest of [2 ** 31, Number.MAX_SAFE_INTEGER]) {
      const events: NewsEvent[] = []
      const slow: StoriesOptions['gunzip'] = (bytes) => gunzip(bytes).pipe(delay(20))
      await of(...story('A', 2))
        .pipe(toStories({ timeout: longest, gunzip: slow }))
        .forEach((event) => events.push(event))
      expect(told(events)).toEqual(['story A'])
    }
  })

  it('calls a time-out of what unpacks its own', () => {
    inVirtualTime(() => {
      const impatient: StoriesOptions['gunzip'] = () => NEVER.pipe(timeout(5))
      const seen = watch(concat(of(...story('A')), NEVER).pipe(toStories({ gunzip: impatient })))
      at(6, () => {
        expect(told(seen.values)).toEqual(['lost A not-gzip'])
        seen.unsubscribe()
      })
    })
  })

  it('does not copy what was unpacked with each piece that comes', () => {
    const json = new TextEncoder().encode(JSON.stringify({ id: 'A', body: 'é'.repeat(100_000) }))
    const pieces = Array.from(json, (byte) => Uint8Array.of(byte))
    // Copied each time, this takes minutes, and a test has seconds.
    const { values } = from(story('A'), { gunzip: () => pieces })
    expect(values).toMatchObject([{ type: 'story', story: { id: 'A', body: 'é'.repeat(100_000) } }])
  })

  it('hears of a source that emits all at once no more than was wanted', () => {
    let heard = 0
    const endless = function* (): Generator<ItemEvent> {
      while (heard < 1000) {
        heard++
        yield* story('A')
      }
    }
    const { values } = observe(emit(endless()).pipe(toStories({ gunzip }), take(1)))
    expect(told(values)).toEqual(['story A'])
    expect(heard).toBeLessThan(3)
  })

  it('has one timer while something is half-built, and none when nobody listens any more', () => {
    vi.useFakeTimers()
    try {
      const source = new Subject<ItemEvent>()
      const first = watch(source.pipe(toStories({ gunzip, timeout: 100 }), take(1)))
      source.next(a1)
      vi.advanceTimersByTime(50)
      source.next(b1)
      source.next(a2)
      expect(vi.getTimerCount()).toBe(1)
      vi.advanceTimersByTime(100)
      // The loss of one ends the subscription, while the other one would still have time.
      source.next(a3)
      expect(told(first.values)).toEqual(['lost B timeout'])
      expect(vi.getTimerCount()).toBe(0)
      const other = watch(source.pipe(toStories({ gunzip })))
      source.next(a1)
      expect(vi.getTimerCount()).toBe(1)
      other.unsubscribe()
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })

  it('tells what was half-built when the item ends', () => {
    const { values, completions } = observe(of(a1, ...story('B')).pipe(toStories({ gunzip })))
    expect(told(values)).toEqual(['story B', 'lost A ended'])
    expect(completions).toBe(1)
    const failed = observe(
      concat(
        of(a1),
        throwError(() => new Error('over')),
      ).pipe(toStories({ gunzip })),
    )
    expect(told(failed.values)).toEqual(['lost A ended'])
    expect(failed.error).toEqual(new Error('over'))
  })

  it('drops the one that has waited longest when there are too many, or too much', () => {
    const c1 = story('C', 2)[0]!
    expect(saying([a1, b1, a2, c1], { maxStories: 2 })).toEqual(['lost B crowded-out'])
    const large = (guid: string) => fragmentOf(guid, 1, new Uint8Array(700), 1000)
    expect(saying([large('A'), large('B'), large('C')], { maxBytes: 2500 })).toEqual(['lost A crowded-out'])
  })

  it('drops new ones when too many wait to be unpacked, and has room again later', () => {
    inVirtualTime(() => {
      const slow: StoriesOptions['gunzip'] = (bytes) => gunzip(bytes).pipe(delay(10))
      const source = new Subject<ItemEvent>()
      const seen = watch(source.pipe(toStories({ gunzip: slow, maxBytes: 1300 })))
      for (const guid of ['A', 'B', 'C']) source.next(story(guid)[0]!)
      at(100, () => {
        source.next(story('D')[0]!)
      })
      at(200, () => {
        expect(told(seen.values)).toEqual(['story A', 'story B', 'lost C crowded-out', 'story D'])
        seen.unsubscribe()
      })
    })
  })

  it('does not unpack a bomb', () => {
    const bomb = cut('A', packed('0'.repeat(100_000)), [])
    expect(saying(bomb, { maxStoryBytes: 100_001 })).toEqual(['lost A too-large'])
    expect(saying(bomb, { maxStoryBytes: 100_002 })).toEqual(['lost A not-a-story'])
  })

  it('stops everything when nobody listens any more, be it in the middle of an event', () => {
    inVirtualTime(() => {
      let running = 0
      const hangs: StoriesOptions['gunzip'] = () => timer(1e6).pipe(map(() => Uint8Array.of(++running)))
      const source = new Subject<ItemEvent>()
      const seen = watch(source.pipe(toStories({ gunzip: hangs })))
      for (const event of [...story('A'), b1]) source.next(event)
      seen.unsubscribe()
      const first = watch(source.pipe(toStories({ gunzip }), take(1)))
      // The loss ends the subscription, and no timer may be set for what follows.
      source.next(a1)
      source.next(a3)
      expect(told(first.values)).toEqual(['lost A fragment-missing'])
      expect(source.observed).toBe(false)
      at(2e6, () => {
        expect(running).toBe(0)
      })
    })
  })

  it('decodes by a codec, and tells what does not fit or fails', () => {
    const Analysis = t.type({ id: t.string, analytics: t.type({ score: t.number }) })
    const decoded = observe(
      of(...story('A', 2, { analytics: { score: 1 } }), ...story('B')).pipe(
        toStories({ gunzip, codec: Analysis }),
      ),
    ).values
    expect(told(decoded)).toEqual(['story A', 'lost B not-a-story'])
    if (decoded[0]?.type === 'story') expect(decoded[0].story.analytics.score).toBe(1)
    const throws = { decode: () => { throw new Error('no') } } // prettier-ignore
    expect(told(observe(of(...story('A')).pipe(toStories({ gunzip, codec: throws }))).values)).toEqual([
      'lost A not-a-story',
    ])
  })

  it('refuses options that make no sense, and a platform that cannot unpack', () => {
    for (const name of ['timeout', 'maxStories', 'maxBytes', 'maxStoryBytes'])
      expect(() => toStories({ [name]: 0 })).toThrow(`toStories: ${name} must be a`)
    vi.stubGlobal('DecompressionStream', undefined)
    expect(() => toStories()).toThrow('no DecompressionStream')
    expect(() => toStories({ gunzip })).not.toThrow()
    vi.unstubAllGlobals()
  })

  it('unpacks with what the platform brings, in order, and tells what it cannot', async () => {
    const source = of(...story('A', 3), ...cut('B', Uint8Array.of(1, 2, 3), []), ...story('C'))
    const events: NewsEvent[] = []
    await source.pipe(toStories()).forEach((event) => events.push(event))
    expect(told(events)).toEqual(['story A', 'lost B not-gzip', 'story C'])
    const bomb: NewsEvent[] = []
    await of(...cut('A', packed('0'.repeat(1e6)), []))
      .pipe(toStories({ maxStoryBytes: 1000 }))
      .forEach((event) => bomb.push(event))
    expect(told(bomb)).toEqual(['lost A too-large'])
  })
})
