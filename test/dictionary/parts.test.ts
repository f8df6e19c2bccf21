import fc from 'fast-check'
import { concat, NEVER, of } from 'rxjs'
import { expect, it } from 'vitest'
import { downloadDictionary, type Container, type Dictionary, type ItemEvent } from '../../src/index.js'
import { enumRows, fieldRows } from '../../src/simulator/dictionary/rows.js'
import { refreshEvent } from '../../src/testing/index.js'
import { anyDictionary } from './any-dictionary.js'
import { plain } from './support.js'

/** Cuts a list at places that a list of numbers tells. */
const cut = <T>(list: readonly T[], places: readonly number[]): readonly (readonly T[])[] => {
  const ends = [...new Set(places.map((place) => place % (list.length + 1)))].sort((a, b) => a - b)
  return [0, ...ends].map((start, at) => list.slice(start, ends[at] ?? list.length))
}

const events = (
  rows: readonly object[],
  summary: object,
  places: readonly number[],
): readonly ItemEvent[] => {
  const parts = cut(rows as readonly Container[], places)
  return parts.map((Entries, at) =>
    refreshEvent(
      {},
      {
        complete: at === parts.length - 1,
        content: {
          Series: { ...(at === 0 ? { Summary: { Elements: summary } } : {}), Entries },
        } as Container,
      },
    ),
  )
}

it('the parts in which a dictionary comes make another one of it', () => {
  const places = fc.array(fc.nat(), { maxLength: 5 })
  fc.assert(
    fc.property(anyDictionary, places, places, (dictionary, some, others) => {
      const { fields: Version, enums: DT_Version, id } = dictionary.version
      const halves = {
        RWFFld: events(
          fieldRows(dictionary, 7),
          { Type: 1, Version, DictionaryId: { Type: 'Int', Data: id } },
          some,
        ),
        RWFEnum: events(enumRows(dictionary, 7), { Type: 2, DT_Version }, others),
      }
      const got: Dictionary[] = []
      const item = ({ name }: { readonly name: string }) =>
        concat(of(...halves[name as keyof typeof halves]), NEVER)
      downloadDictionary({ item })
        .subscribe((event) => {
          if (event.type === 'dictionary') got.push(event.dictionary)
        })
        .unsubscribe()
      expect(got.map(plain)).toEqual([plain(dictionary)])
    }),
  )
})
