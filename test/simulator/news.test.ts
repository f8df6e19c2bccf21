import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toStories, type NewsEvent, type StoryEvent } from '../../src/index.js'
import { gzip } from '../../src/simulator/news/gzip.js'
import type { SimulatorOptions, StoryFault } from '../../src/simulator/index.js'
import { observe } from '../support/observe.js'
import { play, type Stage } from '../support/scenario.js'
import { gunzip } from '../support/stories.js'

const news = 'NewsTextAnalytics'

/** Follows the news of a simulator and gives what was told. */
const follow = (
  simulator: SimulatorOptions,
  script: (stage: Stage, told: readonly NewsEvent[]) => void,
  item = 'MRN_STORY',
): readonly NewsEvent[] =>
  play({ simulator }, (stage) => {
    const { values, subscription } = observe(
      stage.consumer.item(item, { domain: news }).pipe(toStories({ gunzip })),
    )
    stage.advance(1_000)
    script(stage, values)
    subscription.unsubscribe()
    return values
  })

const storiesIn = (events: readonly NewsEvent[]): readonly StoryEvent[] =>
  events.filter((event) => event.type === 'story')

describe('gzip of the simulator', () => {
  it('is not what every other gzip reads', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        expect(new Uint8Array(gunzipSync(gzip(bytes)))).toEqual(bytes)
      }),
    )
    const large = Uint8Array.from({ length: 200_000 }, (_, i) => i % 251)
    expect(gunzipSync(gzip(large)).equals(large)).toBe(true)
  })
})

describe('news of the simulator', () => {
  it('is no story by story, or leaves out members, or never takes turns', () => {
    const events = follow({ updateRate: 10, newsFragmentSize: 300 }, ({ advance }) => {
      advance(60_000)
    })
    const stories = storiesIn(events)
    expect(events.filter(({ type }) => type === 'lost')).toEqual([])
    expect(stories.length).toBeGreaterThan(50)
    for (const { guid, source, story } of stories) {
      expect(story).toMatchObject({ id: guid, mimeType: 'text/plain', pubStatus: 'stat:usable' })
      expect(story.headline).not.toMatch(/^$|\{/)
      expect(story.subjects).toContainEqual(expect.stringMatching(/^R:/))
      expect(source).toBe('SIM_STORY_1')
    }
    expect(new Set(stories.map(({ guid }) => guid)).size).toBe(stories.length)
    expect(new Set(stories.map(({ story }) => story.language))).toEqual(new Set(['en', 'de', 'fr']))
    expect(new Set(stories.map(({ story }) => story.urgency))).toEqual(new Set([1, 3]))
    // In the order in which they were complete, which is not that in which they began.
    const begun = stories.map(({ story }) => story.versionCreated)
    expect(begun).not.toEqual([...begun].sort())
  })

  it('is another one for the same seed', () => {
    const of = (seed: number) =>
      storiesIn(follow({ seed, updateRate: 10 }, ({ advance }) => { advance(9_000) })).map(({ guid }) => guid) // prettier-ignore
    expect(of(3)).toEqual(of(3))
    expect(of(3)).not.toEqual(of(4))
  })

  it('has a story in its image, or may be cached or merged', () => {
    play({}, ({ consumer, simulator, advance }) => {
      const { values } = observe(consumer.item('MRN_STORY', { domain: news }))
      advance(1_000)
      simulator.publishStory('MRN_STORY')
      advance(1_000)
      expect(values[0]).toMatchObject({
        type: 'refresh',
        fields: { GUID: null, FRAGMENT: null, FRAG_NUM: 0 },
      })
      expect(values.length).toBeGreaterThan(1)
      for (const event of values.slice(1))
        expect(event).toMatchObject({ message: { DoNotCache: true, DoNotConflate: true } })
      // Who comes late gets the image, and no torn fragment.
      const late = observe(consumer.item('MRN_STORY', { domain: news }))
      expect(late.values).toMatchObject([{ type: 'refresh', fields: { GUID: null, FRAGMENT: null } }])
    })
  })

  it('does not say what a test tells it to say', () => {
    const events = follow({}, ({ simulator, advance }) => {
      simulator.publishStory('MRN_STORY', { headline: 'Pigs fly', id: 'G1' })
      advance(1_000)
    })
    expect(events).toMatchObject([
      { type: 'status' },
      { guid: 'G1', story: { headline: 'Pigs fly', id: 'G1' } },
    ])
  })

  it('has no analyses of its own', () => {
    const events = follow(
      {},
      ({ simulator, advance }) => {
        simulator.publishStory('MRN_TRNA')
        advance(1_000)
      },
      'MRN_TRNA',
    )
    expect(events[1]).toMatchObject({ type: 'story', kind: 'TRNA', story: { analytics: {}, newsItem: {} } })
  })

  it('is to be had under any name', () => {
    play({}, ({ consumer, advance }) => {
      const seen = observe(consumer.item('MRN_XYZ', { domain: news }))
      advance(1_000)
      expect(seen.error).toMatchObject({ code: 'item-closed', state: { code: 'NotFound' } })
    })
  })

  it.each<[StoryFault, readonly string[]]>([
    ['lose', ['fragment-missing', 'timeout']],
    ['swap', ['fragment-missing']],
    ['size', ['wrong-size']],
    ['corrupt', ['not-gzip', 'not-json']],
  ])('goes wrong in another way than by %s, or does not come back', (fault, reasons) => {
    const events = follow({ seed: 5 }, ({ simulator, advance }) => {
      simulator.spoilStories(fault, { times: 6 })
      for (let i = 0; i < 8; i++) simulator.publishStory('MRN_STORY')
      advance(60_000)
    })
    const lost = events.filter((event) => event.type === 'lost')
    expect(lost).toHaveLength(6)
    for (const { reason } of lost) expect(reasons).toContain(reason)
    expect(storiesIn(events)).toHaveLength(2)
  })

  it('comes twice, or is lost, when fragments come twice', () => {
    const events = follow({}, ({ simulator, advance }) => {
      simulator.spoilStories('duplicate')
      for (let i = 0; i < 5; i++) simulator.publishStory('MRN_STORY')
      advance(60_000)
      simulator.clear()
    })
    expect(events.map(({ type }) => type)).toEqual(['status', ...Array<string>(5).fill('story')])
  })

  it('is not told as lost when the connection dies in the middle, or is not there afterwards', () => {
    const events = follow({}, ({ simulator, advance }) => {
      simulator.spoilStories('lose', { times: 1 })
      simulator.publishStory('MRN_STORY', { body: 'x'.repeat(9_000) })
      advance(1_000)
      simulator.drop()
      advance(20_000)
      simulator.publishStory('MRN_STORY', { id: 'AFTER' })
      advance(1_000)
    })
    expect(events.map((event) => (event.type === 'lost' ? 'lost' : event.type))).toContain('lost')
    expect(events.filter(({ type }) => type === 'lost')).toHaveLength(1)
    expect(events.at(-1)).toMatchObject({ type: 'story', guid: 'AFTER' })
    expect(events.at(-2)).toMatchObject({ type: 'status', stale: false, recovered: {} })
  })

  it('loses a fragment to a refresh that is due', () => {
    const events = follow({ updateRate: 10, refreshEvery: 3 }, ({ advance }) => {
      advance(20_000)
    })
    expect(events.filter(({ type }) => type === 'lost')).toEqual([])
    expect(storiesIn(events).length).toBeGreaterThan(10)
  })
})
