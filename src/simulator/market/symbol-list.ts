import type { EntryChange, KeyType, MapSource } from './content.js'
import { timeText, type FieldList } from './field.js'
import { keyJson } from './map-json.js'

interface SymbolListParts {
  readonly name: string
  readonly random: () => number
  /** The names on the list; absent makes up a list that grows and shrinks by itself. */
  readonly members: readonly string[] | undefined
  readonly keyType: KeyType
}

/** Names on a made-up list, on average. */
const usualLength = 30

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** True for the names under which a list is made up. */
export const isListName = (name: string): boolean => /^(0#|_|\.AV\.)/.test(name)

/** What happens to an entry of a list: they have no content, but for rankings. */
export const listEntry = (
  { name, keyType }: Pick<SymbolListParts, 'name' | 'keyType'>,
  action: EntryChange['action'],
  member: string,
): EntryChange => ({
  action,
  key: keyJson(keyType, member),
  ...(action !== 'Delete' && name.startsWith('.AV.') ? { fields: new Map([['PROD_PERM', '6562']]) } : {}),
})

/** A list of names (`SymbolList`). */
export const createSymbolList = (parts: SymbolListParts): MapSource => {
  const { name, random, members, keyType } = parts
  const letter = (): string => letters.charAt(Math.floor(random() * letters.length))
  const madeUp = (): string => `${letter()}${letter()}${letter()}.${name.slice(-1) === 'L' ? 'L' : 'N'}`
  const own = new Set(members)
  let moves = 0

  const summary = (at: number): FieldList =>
    new Map([
      ['TIMACT', timeText(at)],
      ['NUM_MOVES', String(moves)],
      ['TIMACT1', timeText(at)],
    ])

  return {
    keyType,
    start: (at) => {
      while (!members && own.size < usualLength) own.add(madeUp())
      return summary(at)
    },
    image: () => [...own].map((member) => listEntry(parts, 'Add', member)),
    next: (at) => {
      const chance = random()
      moves++
      const digest = { type: 'MarketDigest', map: { summary: summary(at), entries: [] } } as const
      // A list that was given changes by the verb alone.
      if (chance < 0.1 || members) return chance < 0.1 ? digest : undefined
      const grows = random() * 2 * usualLength > own.size
      const all = [...own]
      const member = grows ? madeUp() : all[Math.floor(random() * all.length)]
      if (member === undefined || (grows && own.has(member))) return digest
      if (grows) own.add(member)
      else own.delete(member)
      const entry = listEntry(parts, grows ? 'Add' : 'Delete', member)
      return { type: 'Unspecified', map: { entries: [grows ? { ...entry, fresh: true } : entry] } }
    },
  }
}
