import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { ItemEvent, NewsEvent } from '../../src/index.js'

const sources = new URL('../../src/cli/', import.meta.url)
const page = new URL('../../docs/command.md', import.meta.url)

/** The types of events that are handed on; a new one does not compile until it is here. */
const handedOn: Readonly<Record<ItemEvent['type'] | NewsEvent['type'], true>> = {
  ...{ refresh: true, update: true, status: true },
  ...{ story: true, lost: true },
}

/** The types of lines that the source writes: `type: 'ack'`, or `type: late ? 'stale' : 'live'`. */
const written = (source: string): readonly string[] =>
  [...source.matchAll(/\btype: (?:\w+ \? )?'([\w-]+)'(?: : '([\w-]+)')?/g)].flatMap(([, one, other]) =>
    [one, other].filter((type) => type !== undefined),
  )

/** The types of lines that the page tells of. */
const documented = async (): Promise<readonly string[]> => {
  const [, output = ''] = /## Output\n(.*?)\n## /s.exec(await readFile(page, 'utf8')) ?? []
  const rows = output.split('\n').filter((line) => line.startsWith('|'))
  return rows.flatMap((row) =>
    [...(row.split('|')[2] ?? '').matchAll(/"([\w-]+)"/g)].map(([, type]) => String(type)),
  )
}

describe('the lines of JSON', () => {
  it('are of types that the page of the command does not tell of, or tells of although nothing writes them', async () => {
    const files = (await readdir(sources, { recursive: true })).filter(
      // The types of arguments are no lines.
      (path) => path.endsWith('.ts') && !path.startsWith('args'),
    )
    const texts = await Promise.all(files.map((path) => readFile(new URL(path, sources), 'utf8')))
    const told = (await documented()).filter((word) => word !== 'type')
    const types = [...Object.keys(handedOn), ...texts.flatMap(written)]
    expect(types.filter((type) => !told.includes(type))).toEqual([])
    const known = (type: string): boolean =>
      Object.hasOwn(handedOn, type) || texts.some((text) => text.includes(`'${type}'`))
    expect(told.filter((type) => !known(type))).toEqual([])
    expect(told.length).toBeGreaterThan(10)
  })

  it('are looked for in vain', () => {
    expect(written("({ t, type: 'ack', postId })")).toEqual(['ack'])
    expect(written("({ t, type: stale ? 'stale' : 'live' })")).toEqual(['stale', 'live'])
  })
})
