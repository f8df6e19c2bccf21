import { describe, expect, it } from 'vitest'
import {
  downloadDictionary,
  DictionaryError,
  ItemError,
  parseDictionary,
  type DictionaryEvent,
  type DictionaryOptions,
} from '../../src/index.js'
import { ownEnums } from '../../src/simulator/dictionary/own-enums.js'
import { ownFields } from '../../src/simulator/dictionary/own-fields.js'
import { runWithSimulator } from '../../src/testing/index.js'
import { plain, small } from './support.js'

const own = parseDictionary({ fields: ownFields, enums: ownEnums })

/** With the meanings of the values. */
const all = { verbosity: 'verbose' } as const

const dictionaries = (events: readonly DictionaryEvent[]) =>
  events.flatMap((event) => (event.type === 'dictionary' ? [event.dictionary] : []))

const requests = (received: readonly { readonly kind: string }[]) =>
  (received as readonly { kind: string; messages?: readonly Record<string, unknown>[] }[])
    .flatMap(({ messages = [] }) => messages)
    .filter(({ Domain, Type }) => Domain === 'Dictionary' && Type !== 'Close')
    .map(({ Key }) => Key)

describe('a downloaded dictionary', () => {
  it('is not that of the server', () => {
    runWithSimulator(({ consumer, watch, advance }) => {
      const got = watch(downloadDictionary(consumer, all))
      advance(5_000)
      const [dictionary] = dictionaries(got.values)
      expect(plain(dictionary!)).toEqual(plain(own))
      expect(dictionary!.version).toEqual({ fields: '1.0', enums: '1.0', id: 1 })
    })
  })

  it('comes without a word on its progress, or tells of rows that are not there', () => {
    runWithSimulator(({ consumer, watch, advance }) => {
      const got = watch(downloadDictionary(consumer, all))
      advance(5_000)
      const progress = got.values.filter((event) => event.type === 'progress')
      expect(progress.map(({ part, rows, total }) => [part, rows, total])).toEqual([
        ['fields', 25, 79],
        ['fields', 50, 79],
        ['fields', 75, 79],
        ['fields', 79, 79],
        ['enums', 2, 4],
        ['enums', 4, 4],
      ])
    })
  })

  const rowsFor = (options: DictionaryOptions) => {
    let seen: ReturnType<typeof dictionaries> = []
    let asked: readonly unknown[] = []
    runWithSimulator(({ consumer, simulator, watch, advance }) => {
      const got = watch(downloadDictionary(consumer, options))
      advance(5_000)
      seen = dictionaries(got.values)
      asked = requests(simulator.received)
    })
    return { dictionary: seen[0]!, asked }
  }

  it('has more or less in it than was asked for', () => {
    const info = rowsFor({ verbosity: 'info' })
    expect(info.dictionary.fields.size).toBe(0)
    expect(info.dictionary.version).toEqual({ fields: '1.0', enums: '1.0', id: 1 })
    const minimal = rowsFor({ verbosity: 'minimal', service: 'ELEKTRON_DD' }).dictionary
    expect(minimal.field('BID')).toEqual({
      name: 'BID',
      fid: 22,
      ripplesTo: 'BID_1',
      fieldType: 'PRICE',
      type: 'Real',
      length: 17,
      enumLength: 0,
      size: 7,
    })
    expect(minimal.enumValue('RDN_EXCHD2', 2)).toEqual({ value: 2, display: 'NYS', meaning: '' })
    const normal = rowsFor({}).dictionary
    expect(normal.field('BID')?.longName).toBe('BID')
    expect(normal.enumValue('RDN_EXCHD2', 2)?.meaning).toBe('')
    expect(rowsFor({ verbosity: 'verbose' }).asked).toEqual([
      { Name: 'RWFFld', Filter: 15 },
      { Name: 'RWFEnum', Filter: 15 },
    ])
  })

  it('waits for enumerations that nobody wants', () => {
    const { dictionary, asked } = rowsFor({ enums: false })
    expect(dictionary.enums('CURRENCY')).toBeUndefined()
    expect(asked).toHaveLength(1)
  })

  it('stays an old one when the server has a new one', () => {
    runWithSimulator(({ consumer, simulator, watch, advance }) => {
      const got = watch(downloadDictionary(consumer, all))
      advance(5_000)
      simulator.changeDictionary(small)
      advance(20_000)
      expect(dictionaries(got.values).map(plain)).toEqual([plain(own), plain(small)])
      expect(got.end).toBe('open')
    })
  })

  it('is told again after an outage, or half of it is from before', () => {
    runWithSimulator(({ consumer, simulator, watch, advance }) => {
      const got = watch(downloadDictionary(consumer, all))
      advance(5_000)
      simulator.drop()
      advance(20_000)
      expect(dictionaries(got.values)).toHaveLength(1)
      simulator.delayDictionary(1_000)
      simulator.drop()
      advance(4_000)
      // In the middle of the parts, the connection is lost once more.
      simulator.drop()
      simulator.delayDictionary(0)
      simulator.changeDictionary(small)
      advance(30_000)
      expect(dictionaries(got.values).map(plain).at(-1)).toEqual(plain(small))
    })
  })

  it.each([
    ['fields', 2_500],
    ['enumerations', 5_500],
  ])('has old %s for good, or the halves of two, when a new one came meanwhile', (_, moment) => {
    runWithSimulator(({ consumer, simulator, watch, advance }) => {
      simulator.delayDictionary(1_000)
      const got = watch(downloadDictionary(consumer, all))
      advance(moment)
      simulator.changeDictionary(small)
      advance(60_000)
      expect(dictionaries(got.values).map(plain)).toEqual([plain(small)])
    })
  })

  it('never comes when a download was aborted', () => {
    runWithSimulator(({ consumer, simulator, watch, advance }) => {
      simulator.abortDictionary({ times: 2 })
      const got = watch(downloadDictionary(consumer, all))
      advance(120_000)
      expect(dictionaries(got.values).map(plain)).toEqual([plain(own)])
    })
  })

  it('is made of what a slow server has sent so far', () => {
    runWithSimulator(({ consumer, simulator, watch, advance }) => {
      simulator.delayDictionary(10_000)
      const got = watch(downloadDictionary(consumer, all))
      advance(45_000)
      expect(got.values).toHaveLength(4)
      expect(dictionaries(got.values)).toEqual([])
      advance(30_000)
      expect(dictionaries(got.values).map(plain)).toEqual([plain(own)])
    })
  })

  it('fails without saying why where a server has none', () => {
    runWithSimulator(
      {
        simulator: {
          intercept: ({ Domain, ID }, reply) => {
            if (Domain !== 'Dictionary') return false
            reply({
              ID,
              Type: 'Status',
              Domain,
              State: { Stream: 'Closed', Data: 'Suspect', Code: 'NotFound' },
            })
            return true
          },
        },
      },
      ({ consumer, watch, advance }) => {
        const got = watch(downloadDictionary(consumer, all))
        advance(5_000)
        expect(got.error).toBeInstanceOf(ItemError)
      },
    )
  })

  it.each([
    ['a row that is none', [7], 'row 1 of RWFFld: it is no list of elements'],
    ['a row without a name', [{ Elements: { FID: 1 } }], 'row 1 of RWFFld: NAME must be a text'],
  ])('is made of %s', (_, Entries, message) => {
    runWithSimulator(
      {
        simulator: {
          intercept: ({ Domain, ID, Key }, reply) => {
            if (Domain !== 'Dictionary') return false
            const State = { Stream: 'Open', Data: 'Ok' }
            reply({ ID, Type: 'Refresh', Domain, Key, State, Series: { Entries } })
            return true
          },
        },
      },
      ({ consumer, watch, advance }) => {
        const got = watch(downloadDictionary(consumer, { enums: false }))
        advance(5_000)
        expect(got.error).toBeInstanceOf(DictionaryError)
        expect(got.error).toMatchObject({ code: 'dictionary-malformed', part: 'fields', line: 1, message })
      },
    )
  })
})
