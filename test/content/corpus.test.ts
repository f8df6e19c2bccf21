import { describe, expect, it } from 'vitest'
import { contentCache } from '../../src/content/content-cache.js'
import { containerNames } from '../../src/wire/containers.js'
import { corpusFolder, readCorpus } from '../support/corpus.js'

const folder = corpusFolder()
const absent = folder === undefined ? ' (not run: there is no corpus, see RX_OMM_CORPUS)' : ''

type Members = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** As it comes out of a cache: no actions, no hints, and what stands beside the members of the protocol left out. */
const whole = (name: string, content: unknown): unknown => {
  if (!isObject(content)) return content
  const entries = (Action: string, members: Members): Members => ({
    ...members,
    Entries: ((content.Entries ?? []) as readonly Members[])
      .filter((entry) => entry.Action === Action || (Action === 'Set' && entry.Action === 'Update'))
      .map((entry) => ({ ...entry, Action })),
  })
  const { KeyType = 'AsciiString', KeyFieldID, SupportSorting, Summary } = content
  const summary = isObject(Summary) ? { Summary } : {}
  switch (name) {
    case 'Map':
      return entries('Add', { KeyType, ...(KeyFieldID === undefined ? {} : { KeyFieldID }), ...summary })
    case 'Vector':
      return entries('Set', { ...(SupportSorting === undefined ? {} : { SupportSorting }), ...summary })
    case 'FilterList':
      return entries('Set', {})
    case 'Series':
      return { ...summary, Entries: content.Entries ?? [] }
    default:
      return content
  }
}

const blank = (name: string): unknown =>
  ['Message', 'Opaque', 'Xml', 'Json'].includes(name) ? null : whole(name, {})

/** All first content of the corpus. Updates have nothing there to be laid over. */
const contents = (folder === undefined ? [] : readCorpus(folder)).flatMap(({ file, message, fragment }) =>
  (Array.isArray(message) ? (message as readonly unknown[]) : [message]).flatMap((holder, index) => {
    if (!isObject(holder) || !(fragment || holder.Type === 'Refresh')) return []
    return containerNames.flatMap((name) =>
      name in holder ? [[`${file} ${index} ${name}`, name, holder] as const] : [],
    )
  }),
)

describe.skipIf(folder === undefined)(`content of the corpus${absent}`, () => {
  it('is found', () => {
    expect(contents.length).toBeGreaterThan(10)
  })

  it('comes out of a cache with the values with which it went in', () => {
    for (const [title, name, holder] of contents) {
      const cache = contentCache(name)
      cache.merge(holder)
      const expected = holder[name] === null ? blank(name) : whole(name, holder[name])
      expect(cache.render()[name], title).toEqual(expected)
    }
  })

  it('is the same after a second time', () => {
    for (const [title, name, holder] of contents) {
      if (name === 'Series') continue
      const cache = contentCache(name)
      cache.merge(holder)
      const once = cache.render()
      cache.merge(holder)
      expect(cache.render(), title).toEqual(once)
    }
  })
})
