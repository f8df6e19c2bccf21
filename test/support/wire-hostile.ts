import fc from 'fast-check'
import { containerNames } from '../../src/wire/containers.js'

/** What nobody expects in a message, as JSON: some of it cannot be had by writing the value down. */
const nonsense = [
  ...['null', 'true', '0', '-1', '0.5', '1e308', '-9007199254740993', '18446744073709551615', '4294967296'],
  ...[
    '""',
    '" "',
    '"x"',
    '"__proto__"',
    '"constructor"',
    '"Inf"',
    '"Closed"',
    '"Open"',
    '"Delete"',
    '"\\u0000"',
  ],
  ...[
    '[]',
    '{}',
    '[null]',
    '[[]]',
    '[[[null]]]',
    '{"__proto__":null}',
    '{"__proto__":{"x":1},"constructor":1}',
  ],
  ...[
    '{"Type":"Map","Data":null}',
    '{"Stream":null,"Data":{}}',
    '{"Entries":null}',
    '{"Entries":[null,{"Key":null}]}',
  ],
  ...[
    '{"toString":null,"valueOf":1}',
    '{"Type":"Array","Data":{"Type":"UInt","Data":[{}]}}',
    '"\\u001b[3`XY"',
  ],
  ...['"AAAA===="', '{"Name":[],"Service":{},"Elements":[]}', '{"length":-1}', '[{"Type":"Refresh","ID":3}]'],
] as const

/** One change of a message, at the node of that number. */
export interface Damage {
  readonly node: number
  readonly do: 'replace' | 'remove' | 'wrap' | 'add' | 'rename' | 'repeat'
  readonly what: string
}

const names = ['__proto__', 'constructor', 'State', 'Key', 'Complete', 'ClearCache', 'PartNumber', 'Domain', 'Type', 'AckID', ...containerNames] // prettier-ignore

/** Changes of a message. */
export const damages: fc.Arbitrary<readonly Damage[]> = fc.array(
  fc.record({
    node: fc.nat(400),
    do: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'wrap', 'add', 'rename', 'repeat'),
    what: fc.constantFrom(...nonsense),
  }),
  { minLength: 1, maxLength: 4 },
)

const countOf = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce<number>((sum, one) => sum + countOf(one), 1)
    : 1

/**
 * A message with a few of many fields and entries, so that damage meets what the protocol is made of, and not always
 * one of a hundred values.
 */
export const trimmed = (value: unknown, name = ''): unknown => {
  if (Array.isArray(value)) return value.slice(0, 3).map((one) => trimmed(one))
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).slice(0, name === 'Fields' ? 3 : undefined)
  return Object.fromEntries(members.map(([key, one]) => [key, trimmed(one, key)]))
}

/** The JSON of a message after it was damaged. */
export const damaged = (message: unknown, changes: readonly Damage[]): string => {
  const total = countOf(message)
  let count = 0
  const write = (value: unknown): string | undefined => {
    const node = count
    count += 1
    const change = changes.find((one) => one.node % total === node)
    const isObject = typeof value === 'object' && value !== null
    const inner = Array.isArray(value)
      ? value.map(write).filter((one) => one !== undefined)
      : isObject
        ? Object.entries(value).flatMap(([name, one]) => {
            const text = write(one)
            return text === undefined ? [] : [`${JSON.stringify(name)}:${text}`]
          })
        : []
    if (change?.do === 'repeat') inner.push(...inner)
    if (change?.do === 'add' && isObject && !Array.isArray(value))
      inner.push(`${JSON.stringify(names[change.node % names.length])}:${change.what}`)
    if (change?.do === 'rename') inner.splice(change.node % (inner.length + 1), 1)
    const text = Array.isArray(value)
      ? `[${inner.join(',')}]`
      : isObject
        ? `{${inner.join(',')}}`
        : JSON.stringify(value)
    if (change?.do === 'replace') return change.what
    if (change?.do === 'remove') return undefined
    return change?.do === 'wrap' ? `[${text}]` : text
  }
  return write(message) ?? 'null'
}
