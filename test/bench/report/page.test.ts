import { format } from 'prettier'
import { describe, expect, it } from 'vitest'
import { markdownTable } from './markdown.js'
import { figuresOf, pageOf, type Run } from './page.js'
import type { SuiteReport } from './report.js'

const suite = (title: string, figures: Record<string, number>): SuiteReport => ({
  title,
  about: `About ${title}.`,
  tables: [{ title: 'one `table`', columns: ['contender', 'ratio'], rows: [['`a | b`', '1.00']] }],
  figures,
})

const run: Run = {
  machine: {
    date: '2026-01-01',
    cpu: 'a processor',
    cores: 2,
    system: 'Linux x64',
    node: 'v20.19.0',
    versions: { 'rx-omm': '0.1.0' },
  },
  rounds: 7,
  suites: {
    throughput: suite('Throughput', { 'throughput.price-15-one.floor.cpu': 2, 'throughput.a': 1 }),
    memory: suite('Memory', { 'memory.a': 2 }),
  },
  findings: [
    { figure: 'a', limit: 1.1, unit: 'ratio', text: 'events', measured: 1.234, met: false },
    { figure: 'b', limit: 2048, unit: 'bytes', text: 'an item', measured: 1000, met: true },
  ],
}

describe('the page', () => {
  it('has a table that a cell tears apart', () => {
    expect(markdownTable({ columns: ['a', 'b'], rows: [['x | y', '1']] })).toBe(
      ['| a | b |', '| --- | --: |', String.raw`| x \| y | 1 |`].join('\n'),
    )
  })

  it('leaves out a suite, or what targets were missed', () => {
    const page = pageOf(run)
    expect(page).toContain('## Throughput\n\nAbout Throughput.')
    expect(page).toContain('## Memory\n\nAbout Memory.')
    expect(page).toContain('1 of 2 are met')
    expect(page).toContain('| events | 1.10 | 1.23 | **missed** |')
    expect(page).toContain('| an item | 2,048 bytes | 1,000 bytes | met |')
  })

  it('has no layout of its own that comes to rest', async () => {
    const once = await format(pageOf(run), { parser: 'markdown', proseWrap: 'always', printWidth: 110 })
    expect(await format(once, { parser: 'markdown', printWidth: 110 })).toBe(once)
  })

  it('loses figures of a suite', () => {
    expect(Object.keys(figuresOf(run.suites))).toEqual([
      'throughput.price-15-one.floor.cpu',
      'throughput.a',
      'memory.a',
    ])
  })
})
