import { describe, expect, it } from 'vitest'
import { ConnectionError, LoginError } from '../../src/errors.js'
import type { ConsumerEvent, Image } from '../../src/index.js'
import { createBoard } from '../../src/cli/board/board.js'
import { draw, drawTable } from '../../src/cli/board/draw.js'
import { eventText } from '../../src/cli/board/event-text.js'
import { briefly, decimalsOf, fieldText } from '../../src/cli/board/format.js'
import { duration } from '../../src/consumer/event-words.js'
import { quotes } from '../../src/cli/board/quotes.js'
import { createRateMeter } from '../../src/cli/board/rate-meter.js'
import type { Place } from '../../src/cli/board/shelf.js'
import { gauge, spark } from '../../src/cli/board/spark.js'
import { cut, fit, left, render, right, span, textWidth } from '../../src/cli/board/span.js'
import { paint } from '../../src/cli/terminal/paint.js'

const begin = 1_000_000
const ok = { stream: 'Open', data: 'Ok', code: 'None', text: '' } as const

const image = (name: string, fields: Record<string, number | string>, more: Partial<Image> = {}): Image => ({
  name,
  service: 'S',
  fields,
  changed: Object.keys(fields),
  state: ok,
  stale: false,
  ...more,
})

const lost = new ConnectionError('connection-lost', 'the line is dead', { closeCode: 1006 })
const stale = { since: begin + 1000, cause: { code: lost.code, text: lost.message, error: lost } }

interface BoardWish {
  readonly renewAt?: number | undefined
  readonly fields?: readonly string[]
}

/** A board of quotes, and how it is drawn. */
const board = (names: readonly string[], wish: BoardWish = {}) => {
  const { renewAt, fields } = { renewAt: 0.8, ...wish }
  const kind = quotes(fields)
  const rows = new Map(names.map((name) => [name, kind.empty(name)]))
  const made = createBoard({ label: 'here', items: () => [...rows.values()], renewAt, now: begin })
  return {
    ...made,
    image: (news: Image, now: number): void => {
      const before = rows.get(news.name) ?? kind.empty(news.name)
      const after = kind.after(before, news, now)
      rows.set(news.name, after)
      made.change({ before, after, news }, now)
    },
    options: { ...size, items: (place: Place) => kind.draw([...rows.values()], place) },
  }
}

const size = { columns: 80, rows: 24, colours: false }

describe('the board', () => {
  const lively = () => {
    const made = board(['EUR=', 'TRI.N', 'GONE'])
    made.image(
      image('EUR=', { BID: 1.08, ASK: 1.0812, TRDPRC_1: 1.081, NETCHNG_1: -0.002, PCTCHNG: -0.18 }),
      begin,
    )
    made.image(image('TRI.N', { BID: 169.5, ASK: 169.6, NETCHNG_1: 1 }), begin)
    return made
  }

  it.each([
    [80, 24],
    [120, 36],
    [200, 60],
    [40, 10],
    [20, 5],
    [10, 2],
  ])('is larger or smaller than its terminal of %d by %d', (columns, rows) => {
    const made = lively()
    const lines = draw(made.view(begin + 500, []), { ...made.options, columns, rows })
    expect(lines).toHaveLength(rows)
    expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(columns)
  })

  it('shows values out of line, or with digits cut off', () => {
    const made = lively()
    const lines = draw(made.view(begin + 2000, []), made.options)
    const [euro = '', share = ''] = ['EUR=', 'TRI.N'].map((name) => lines.find((line) => line.includes(name)))
    expect(euro).toMatch(/^ EUR= +1\.0800 +1\.0812 +1\.0810 +-0\.0020 .* 2s {2}● live$/)
    expect(share).toMatch(/^ TRI\.N +169\.50 +169\.60 +\+1\.00 .*● live$/)
    expect(euro.indexOf('1.0812') + 6).toBe(share.indexOf('169.60') + 6)
    expect(lines.find((line) => line.includes('GONE'))).toContain('waiting for the first image')
  })

  it('lets stale data look live, colours or not', () => {
    const made = lively()
    made.event({ event: 'connection.lost', cause: lost, at: begin + 1000 })
    made.state({ status: 'waiting', attempt: 1, cause: lost, nextTryAt: begin + 9000 }, begin + 1000)
    made.image(image('EUR=', { BID: 1.08 }, { changed: [], stale }), begin + 1000)
    const closed = { stream: 'Closed', data: 'Suspect', code: 'NotFound', text: 'no such thing' } as const
    made.image(image('GONE', {}, { state: closed, stale }), begin + 1000)
    const view = made.view(begin + 8000, [])
    const text = draw(view, made.options).join('\n')
    expect(text).toMatch(/EUR= .* STALE 7s {2}the line is/)
    expect(text).toMatch(/TRI\.N .*● live/)
    expect(text).toMatch(/GONE .* CLOSED {2}no such thing/)
    expect(text).toMatch(/ 1 STALE /)
    expect(text).toMatch(/ DOWN 7s {3}attempt 2 in 1s: the line is dead/)
    expect(text).not.toContain('\u001b')
    expect(draw(view, { ...made.options, colours: true }).join('\n')).toContain('\u001b[1;97;41m STALE 7s ')
  })

  it.each([
    [79, ['1.0800', '1.0812', '1.0810']],
    [40, ['1.0800', '1.0812']],
    [24, []],
  ])('has no room for the health of an item where it is narrow (%d)', (columns, values) => {
    const made = lively()
    made.image(
      image('EUR=', { BID: 1.08, ASK: 1.0812, TRDPRC_1: 1.081 }, { changed: [], stale }),
      begin + 1000,
    )
    const keys = ['d', 's', 'l'].map((key) => ({ key, label: 'something long', active: false }))
    const lines = draw(made.view(begin + 8000, keys), { ...made.options, columns })
    const [euro = '', share = '', gone = ''] = ['EUR=', 'TRI.N', 'GONE'].map((name) => lines.find((line) => line.startsWith(` ${name}`))) // prettier-ignore
    expect(euro).toMatch(/ STALE 7s $/)
    expect(share).toMatch(/ 8s ● live$/)
    expect(gone).toMatch(/ waiting$/)
    expect(euro.match(/\d\.\d+/g) ?? []).toEqual(values)
    expect(lines[3]).toMatch(columns < 60 ? /Items +3 items +1 / : /Updates/)
    expect(lines.at(-1)).toMatch(/ q quit $/)
  })

  it('tells a hundred times what befell a hundred items at once', () => {
    const names = Array.from({ length: 100 }, (_, index) => `R${index}`)
    const made = board(names)
    for (const name of names) made.image(image(name, { BID: 1 }), begin)
    for (const name of names) made.image(image(name, { BID: 1 }, { changed: [], stale }), begin)
    made.view(begin, [])
    for (const name of names) made.image(image(name, { BID: 1 }, { recovered: { awayMs: 3210 } }), begin + 9)
    const view = made.view(begin + 9, [])
    expect(view.log.map(({ text }) => text)).toEqual([
      '100 items stale: the line is dead',
      '100 items live again after 3.2 s',
    ])
    const lines = draw(view, made.options)
    expect(lines.find((line) => line.includes('more'))).toBe(' … and 89 more   ↑ ↓ PgUp PgDn')
    expect(lines.some((line) => line.includes('100 items live again'))).toBe(true)
  })

  it('does not say how long a session was away, or says an error twice', () => {
    const made = board([])
    made.event({ event: 'connection.lost', cause: lost, at: begin })
    made.event({ event: 'retry.scheduled', attempt: 1, delayMs: 1500, cause: lost, at: begin })
    made.event({ event: 'login.accepted', url: 'ws://h/', at: begin + 2500 })
    made.event({ event: 'login.accepted', url: 'ws://h/', at: begin + 2600 })
    expect(made.view(begin, []).log.map(({ text }) => text)).toEqual([
      'the line is dead',
      'next attempt in 1.5 s',
      'logged in again, 2.5 s after the session was lost',
      'logged in',
    ])
  })

  it('does not know how long a token has to live', () => {
    const tokenLine = (renewAt: number | undefined, now: number): string => {
      const made = board([], { renewAt })
      made.event({ event: 'token.acquired', grant: 'password', expiresAt: begin + 10_000, at: begin })
      return draw(made.view(now, []), made.options)[2] ?? ''
    }
    expect(tokenLine(0.8, begin + 1000)).toContain('9s left  renewal in 7s')
    expect(tokenLine(0.8, begin + 9000)).toContain('1s left  renewal overdue by 1s')
    expect(tokenLine(0.8, begin + 12_000)).toContain(' EXPIRED   2s ago')
    expect(tokenLine(undefined, begin + 1000)).toContain('9s left  needs no renewal')
    expect(tokenLine(undefined, begin + 12_000)).toMatch(/Token +expired 2s ago {2}needs no renewal/)
    const none = board([])
    expect(draw(none.view(begin, []), none.options)[2]).toMatch(/Token +none$/)
  })

  it('shows other fields than those asked for, or leaves no room for what matters', () => {
    const drawn = (fields: readonly string[]): readonly string[] => {
      const made = board(['A'], { fields })
      made.image(image('A', { BID: 1, TEXT: 'x\u001b[2Jy', OTHER: 2 }), begin)
      return drawTable(begin, made.options)
    }
    const [head = '', row = ''] = drawn(['TEXT', 'OTHER', 'MISSING', 'constructor'])
    expect(head).toMatch(/^ Item +TEXT +OTHER +MISSING +constructor +Trend/)
    expect(row).toMatch(/^ A +x \[2Jy +2 .*● live$/)
    const many = Array.from({ length: 30 }, (_, index) => `FIELD_${index}`)
    expect(drawn(many)[1]).toMatch(/● live$/)
  })

  it('does not show which keys are in force', () => {
    const keys = [
      { key: 's', label: 'silence', active: true },
      { key: 'g', label: 'good', active: false },
    ]
    const made = board([])
    const lines = draw(made.view(begin, keys), { ...made.options, colours: true })
    expect(lines.at(-1)).toContain('\u001b[1;30;43ms\u001b[0m\u001b[1;30;43m silence ')
    expect(draw(made.view(begin, []), made.options).at(-1)?.trim()).toBe('q quit')
  })
})

describe('events in words', () => {
  it('has an event without words, or one with none of its own', () => {
    const closed = new LoginError('login-closed', 'thrown out', { ...ok, stream: 'Closed' })
    const telling = (event: object): string => eventText({ at: begin, ...event } as ConsumerEvent).text
    expect(telling({ event: 'login.closed', cause: closed })).toBe('thrown out')
    expect(telling({ event: 'login.reissued', tokenExpiresAt: begin + 60_000 })).toContain('good for 60 s')
    expect(telling({ event: 'token.failed', grant: 'password', cause: lost, nextTryAt: begin + 1000 })).toBe(
      'no token (password), next try in 1.0 s: the line is dead',
    )
    expect(telling({ event: 'something.new' })).toBe('something.new')
    expect(telling({ event: 'something.bad', cause: lost })).toBe('something.bad: the line is dead')
  })
})

describe('pieces of lines', () => {
  it('are longer than their place, or wider than they look', () => {
    expect(fit('abcdef', 4)).toBe('abc…')
    expect(fit('日本語', 4)).toBe('日…')
    expect(fit('abc', 0)).toBe('')
    expect(fit('⚡✅𠀀', 5)).toBe('⚡✅…')
    expect([left('ab', -1), right('ab', -1), left('', -1)]).toEqual(['', '', ''])
    expect(left('ab', 4)).toBe('ab  ')
    expect(right('日', 4)).toBe('  日')
    expect(cut([span('abc'), span('def')], 5).map(({ text }) => text)).toEqual(['abc', 'd…'])
    expect(render([span('a\nb', 'bad')], 3, true)).toBe('\u001b[1;31ma b\u001b[0m')
  })

  it('are drawn from nothing, from one value, or from equal ones', () => {
    expect(spark([], 5)).toBe('')
    expect(spark([1], 0)).toBe('')
    expect(spark([2, 2], 5)).toBe('▄▄')
    expect(spark([9, 0, 1, 2], 3)).toBe('▁▅█')
    expect(gauge(0.5, 4)).toBe('██░░')
    expect(gauge(7, 2)).toBe('██')
    expect(gauge(-1, 2)).toBe('░░')
  })

  it('tell durations and values in a wrong way', () => {
    expect([0, 99_999, 100_000, 6_000_000, 400_000_000].map(briefly)).toEqual(['0s', '99s', '1m', '1h', '4d'])
    expect([420, 3210, 48_000, 185_000].map(duration)).toEqual(['420 ms', '3.2 s', '48 s', '3 min 5 s'])
    expect([1, 1.25, 1e-7].map(decimalsOf)).toEqual([0, 2, 0])
    expect([fieldText(1.5, 3), fieldText(null), fieldText(' a '), fieldText([1])]).toEqual([
      '1.500',
      '',
      'a',
      '[1]',
    ])
  })
})

describe('the rate', () => {
  it('counts a second that is not over, or forgets quiet ones', () => {
    const meter = createRateMeter(0)
    for (let at = 0; at < 3000; at += 100) meter.count(at)
    expect(meter.rate(3000).now).toBe(10)
    expect(meter.rate(5000).seconds).toEqual([10, 10, 10, 0, 0])
    expect(meter.rate(3_600_000).seconds).toHaveLength(60)
  })
})

describe('painting', () => {
  it('writes what is there already, or leaves what should go', () => {
    expect(paint(['a', 'b'], ['a', 'b'])).toBe('')
    const change = paint(['a', 'b'], ['a', 'c'])
    expect(change).toContain('\u001b[2;1Hc')
    expect(change).not.toContain('\u001b[1;1H')
    expect(paint(['a', 'b'], ['a'])).toContain('\u001b[2;1H\u001b[J')
    expect(paint(undefined, ['a'])).toMatch(/^\S*\u001b\[1;1H\u001b\[J\u001b\[1;1Ha/)
  })
})
