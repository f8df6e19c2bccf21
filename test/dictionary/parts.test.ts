import fc from 'fast-check'
import { concat, NEVER, of } from 'rxjs'
import { describe, expect, it } from 'vitest'
import {
  DictionaryError,
  downloadDictionary,
  type Container,
  type Dictionary,
  type DictionaryEvent,
  type ItemEvent,
} from '../../src/index.js'
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
          fieldRows(dictionary, 15),
          { Type: 1, Version, DictionaryId: { Type: 'Int', Data: id } },
          some,
        ),
        RWFEnum: events(enumRows(dictionary, 15), { Type: 2, DT_Version }, others),
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

describe('numbered parts', () => {
  const row = (FID: number): object => ({
    Elements: { NAME: `F${FID}`, FID, RIPPLETO: 0, TYPE: 4, LENGTH: 17, RWFTYPE: 8, RWFLEN: 7 },
  })

  const part = (number: number, complete = false, ID = 2): ItemEvent =>
    refreshEvent(
      {},
      {
        complete,
        content: { Series: { Entries: [row(number + 1)] } },
        message: { ID, Type: 'Refresh', PartNumber: number },
      },
    )

  const seen = (...parts: readonly ItemEvent[]) => {
    const events: DictionaryEvent[] = []
    let error: unknown
    downloadDictionary({ item: () => concat(of(...parts), NEVER) }, { enums: false })
      .subscribe({ next: (event) => events.push(event), error: (wrong: unknown) => (error = wrong) })
      .unsubscribe()
    const names = events.flatMap((event) =>
      event.type === 'dictionary' ? [[...event.dictionary.fields.keys()]] : [],
    )
    return { names, error }
  }

  it('make a dictionary that lacks fields', () => {
    const lost = seen(part(0), part(2, true))
    expect(lost.names).toEqual([])
    expect(lost.error).toBeInstanceOf(DictionaryError)
    expect(lost.error).toMatchObject({
      part: 'fields',
      line: 0,
      message: 'part 2 of the fields came where part 1 was due',
    })
    const twice = seen(part(0), part(1), part(1), part(2, true))
    expect(twice.error).toMatchObject({ message: 'part 1 of the fields came where part 2 was due' })
  })

  it('count before the beginning was seen, or are not begun again', () => {
    const joined = seen(part(1), part(2, true), part(0), part(1), part(0), part(1), part(2, true))
    expect(joined).toEqual({ names: [['F1', 'F2', 'F3']], error: undefined })
    const otherId = seen(part(0), part(1, true, 3), part(0, false, 3), part(1, true, 3))
    expect(otherId).toEqual({ names: [['F1', 'F2']], error: undefined })
  })

  it('keep the version and the count of what was there before', () => {
    const whole = (Version: string, CountHint: number): ItemEvent =>
      refreshEvent(
        {},
        { content: { Series: { Summary: { Elements: { Version } }, CountHint, Entries: [row(1)] } } },
      )
    const events: DictionaryEvent[] = []
    downloadDictionary({ item: () => concat(of(whole('1', 7), whole('2', 8)), NEVER) }, { enums: false })
      .subscribe((event) => events.push(event))
      .unsubscribe()
    expect(
      events.map((event) => (event.type === 'progress' ? event.total : event.dictionary.version.fields)),
    ).toEqual([7, '1', 8, '2'])
  })
})
