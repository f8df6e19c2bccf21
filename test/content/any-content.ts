import fc from 'fast-check'
import type { Container, ContainerName } from '../../src/wire/containers.js'

const name = fc.constantFrom('__proto__', 'constructor', 'toString', '52WK_HIGH', '1', 'BID', 'ASK')

const value = fc.oneof(
  fc.integer(),
  fc.constantFrom(null, ' ', 'NYS', 'Inf', true, 5n),
  fc.record({ Type: fc.constant('UInt'), Data: fc.oneof(fc.integer(), fc.constant(null)) }),
  fc.record({ Entries: fc.array(fc.record({ Index: fc.nat(2), Action: fc.constant('Set') })) }),
)

/** Not from literals: those would set a prototype where the name is `__proto__`. */
const values = fc.array(fc.tuple(name, value), { maxLength: 4 }).map((pairs) => Object.fromEntries(pairs))

const blank = fc.constantFrom(null, {})

const nonsense = fc.constantFrom(null, 7, 'x', [], [[]], true, undefined)

const strange = { weight: 1, arbitrary: nonsense }

const permData = fc.constantFrom(undefined, 'AwEB', 'AwEC', 5)

const key = fc.constantFrom<unknown>(1, '1', 1n, '__proto__', 'constructor', true, null, '', undefined)

const { fields, elements, map, vector, filterList, series, holder } = fc.letrec<Record<string, unknown>>(
  (tie) => {
    const entries = (entry: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<unknown> =>
      fc.oneof(
        {
          weight: 12,
          arbitrary: fc.array(fc.oneof({ weight: 12, arbitrary: entry }, strange), { maxLength: 5 }),
        },
        strange,
      )
    const withContent = (members: Record<string, fc.Arbitrary<unknown>>) =>
      fc
        .tuple(fc.record(members, { requiredKeys: [] }), tie('holder'))
        .map(([given, content]) => ({ ...given, ...(content as object) }))
    const list = (members: Record<string, fc.Arbitrary<unknown>>) => fc.record(members, { requiredKeys: [] })
    const summary = fc.oneof({ weight: 4, arbitrary: tie('holder') }, strange)
    const held = (kind: string, content: fc.Arbitrary<unknown>) =>
      fc
        .oneof({ weight: 8, arbitrary: content }, { weight: 1, arbitrary: blank }, strange)
        .map((given) => ({ [kind]: given }))
    return {
      holder: fc.oneof(
        { maxDepth: 3, depthSize: 'small' },
        fc.constant({}),
        { weight: 4, arbitrary: tie('fields') },
        { weight: 2, arbitrary: tie('elements') },
        held('Opaque', fc.constantFrom('AAAA', '')),
        held('Json', fc.constantFrom<unknown>(1, 'x', {}, [])),
        held('Message', fc.constantFrom({ ID: 1, Type: 'Update' }, { Fields: { BID: 1 } })),
        { weight: 2, arbitrary: tie('map') },
        { weight: 2, arbitrary: tie('vector') },
        { weight: 2, arbitrary: tie('filterList') },
        tie('series'),
      ),
      fields: held('Fields', values),
      elements: held('Elements', values),
      map: held(
        'Map',
        list({
          KeyType: fc.constantFrom('Buffer', 'UInt', 5),
          KeyFieldID: fc.constantFrom(3426, -1, 'x'),
          CountHint: fc.nat(),
          Summary: summary,
          Entries: entries(
            withContent({
              Action: fc.constantFrom('Add', 'Add', 'Update', 'Update', 'Delete', 1, 2, 3, 4, 'add', null),
              Key: key,
              PermData: permData,
            }),
          ),
        }),
      ),
      vector: held(
        'Vector',
        list({
          SupportSorting: fc.constantFrom(true, false, 1),
          Summary: summary,
          Entries: entries(
            withContent({
              Action: fc.constantFrom<unknown>(
                ...['Set', 'Update', 'Clear', 'Insert', 'Delete', 1, 2, 3, 4, 5, 6, 'Add', undefined],
              ),
              Index: fc.constantFrom<unknown>(0, 1, 2, 3, 7, 2 ** 29, -1, 0.5, '1', null),
              PermData: permData,
            }),
          ),
        }),
      ),
      filterList: held(
        'FilterList',
        list({
          Entries: entries(
            withContent({
              Action: fc.constantFrom('Set', 'Set', 'Update', 'Update', 'Clear', 1, 2, 3, 4, 'Delete'),
              ID: fc.constantFrom<unknown>(1, 2, 255, '1', 1.5, null),
              PermData: permData,
            }),
          ),
        }),
      ),
      series: held('Series', list({ Summary: summary, Entries: entries(withContent({})) })),
    }
  },
) as unknown as Record<string, fc.Arbitrary<Container>>

/**
 * Anything that could stand in the place of content of one kind, and now and then of another; much of it right and
 * some of it not.
 */
export const anyContent = fc
  .constantFrom<readonly [ContainerName, fc.Arbitrary<Container> | undefined]>(
    ['Fields', fields],
    ['Elements', elements],
    ['Map', map],
    ['Map', map],
    ['Vector', vector],
    ['Vector', vector],
    ['FilterList', filterList],
    ['Series', series],
    ['Json', holder],
  )
  .chain(([name, content]) => {
    const change = fc.oneof({ weight: 9, arbitrary: content ?? fc.constant({}) }, holder ?? fc.constant({}))
    return fc.tuple(
      fc.constant(name),
      fc.array(fc.tuple(change, fc.boolean()), { minLength: 1, maxLength: 12 }),
    )
  })
