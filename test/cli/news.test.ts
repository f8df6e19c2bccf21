import { firstValueFrom, merge } from 'rxjs'
import { describe, expect, it, vi } from 'vitest'
import type { Io } from '../../src/cli/io.js'
import type { NewsWish } from '../../src/cli/news/options.js'
import { showNews } from '../../src/cli/news/run-news.js'
import { isIn, jsonLine, textLines } from '../../src/cli/news/story-lines.js'
import { done, type Ending } from '../../src/cli/play/ending.js'
import { createConsumer, type NewsEvent, type Story } from '../../src/index.js'
import { createSimulator, inMemory } from '../../src/simulator/index.js'
import { linesOf, run } from './support.js'

const base = {
  name: 'MRN_STORY',
  service: undefined,
  state: { stream: 'Open', data: 'Ok', code: 'None', text: '' },
  stale: false,
} as const

const storyEvent = (story: Story): NewsEvent => ({ ...base, type: 'story', guid: 'G', source: 'S', story })

const story: Story = {
  body: 'LONDON - First.\n\n    Second.\n',
  headline: 'Pigs fly',
  language: 'en',
  subjects: ['M:NY', 'R:VOD.L', 'R:BARC.L'],
  urgency: 1,
  versionCreated: '2026-11-23T09:31:05.324Z',
}

describe('omm news', () => {
  it('shows a story without its time, its urgency or what it is about', () => {
    expect(textLines(storyEvent(story), false)).toEqual(['09:31:05  1  Pigs fly  [VOD.L BARC.L]'])
    expect(textLines(storyEvent(story), true).slice(1)).toEqual([
      '',
      '    LONDON - First.',
      '',
      '    Second.',
      '',
    ])
    expect(textLines(storyEvent({}), true)).toEqual(['--:--:--  -  (no headline)'])
    expect(textLines(storyEvent({ headline: '  ' }), false)).toEqual(['--:--:--  -  (no headline)'])
    expect(textLines(storyEvent({ headline: '  Pigs  fly  ' }), false)).toEqual(['--:--:--  -  Pigs  fly'])
  })

  it('shows nothing of an analysis', () => {
    const newsItem = {
      headline: 'Pigs fly',
      language: 'de',
      urgency: 3,
      sourceTimestamp: '2020-01-01T01:02:03Z',
    }
    expect(textLines(storyEvent({ newsItem }), true)).toEqual(['01:02:03  3  Pigs fly'])
    expect(isIn({ newsItem }, ['en', 'de'])).toBe(true)
    expect(isIn({ newsItem }, ['en'])).toBe(false)
    expect(isIn({ newsItem }, undefined)).toBe(true)
    expect(isIn({ newsItem }, ['DE'])).toBe(true)
    expect(isIn({ newsItem: { language: 5 } }, ['DE'])).toBe(false)
  })

  it('hides a loss, or that the news is stale', () => {
    const lost: NewsEvent = {
      ...base,
      type: 'lost',
      reason: 'timeout',
      text: 'too late',
      source: 'S',
      guid: 'G',
      fragments: 2,
      bytes: 9,
    }
    expect(textLines(lost, false)).toEqual(['! a story was lost (timeout): too late'])
    expect(jsonLine(lost)).toMatchObject({
      type: 'lost',
      reason: 'timeout',
      guid: 'G',
      fragments: 2,
      bytes: 9,
    })
    const stale = { since: 0, cause: { code: 'None', text: 'away' } } as const
    expect(textLines({ ...base, type: 'status', stale }, false)).toEqual(['! stale: away'])
    expect(jsonLine({ ...base, type: 'status', stale })).toEqual({ type: 'stale', cause: 'away' })
    expect(textLines({ ...base, type: 'status' }, false)).toEqual(['! live'])
  })

  it('lets a headline command the terminal', () => {
    expect(textLines(storyEvent({ headline: 'a\u001b[2Jb' }), false)[0]).toContain('a [2Jb')
    // Nor may it turn what stands behind it around.
    expect(textLines(storyEvent({ headline: 'a\u061cb\u202ec' }), false)[0]).toContain('a b c')
  })

  it('shows more stories than were asked for, or does not end when the server has no more', async () => {
    const simulator = createSimulator({ updateRate: 0 })
    const { webSocket } = inMemory(simulator)
    const consumer = createConsumer({ endpoints: 'ws://localhost:1', login: { name: 'me' }, webSocket })
    let shown = ''
    const stdout = { writable: true, write: (text: string) => (shown += text) }
    const show = (wish: Partial<NewsWish>) => {
      const io = { stdout, env: {} } as unknown as Io
      const { view$, ended$ } = showNews(consumer, { item: 'MRN_STORY', ...wish }, io)
      const endings: Ending[] = []
      return { endings, both: merge(view$, ended$).subscribe((ending) => endings.push(ending)) }
    }
    const live = firstValueFrom(consumer.item('MRN_STORY', { domain: 'NewsTextAnalytics' }), {
      defaultValue: undefined,
    })
    const counting = show({ count: 2 })
    const other = show({})
    await live
    shown = ''
    for (let i = 0; i < 5; i++) simulator.publishStory('MRN_STORY', { id: `G${i}` })
    await vi.waitFor(() => {
      // Five for the one, and two for the other.
      expect(linesOf(shown)).toHaveLength(7)
    })
    expect(counting.endings).toEqual([done])
    expect(counting.both.closed).toBe(true)
    expect(other.endings).toEqual([])
    simulator.itemStatus('MRN_STORY', { stream: 'Closed', data: 'Ok', code: 'None' })
    await vi.waitFor(() => {
      expect(other.endings).toEqual([done])
    })
    await consumer.close()
  })

  it('does not end after so many stories, or shows other languages', async () => {
    const { code, stdout } = await run(['news', '--count', '3', '--language', 'en', '--rate', '50', '--json'])
    expect(code).toBe(0)
    const lines = linesOf(stdout)
    expect(lines).toHaveLength(3)
    for (const line of lines) expect(line).toMatchObject({ type: 'story', story: { language: 'en' } })
  })

  it('says nothing of an item that does not exist, or takes two', async () => {
    const missing = await run(['news', 'MRN_XYZ'])
    expect(missing.code).toBe(1)
    expect(missing.stderr).toMatch(/^omm: the server closed MRN_XYZ: .*NotFound/m)
    expect((await run(['news', 'A', 'B'])).code).toBe(2)
  })
})
