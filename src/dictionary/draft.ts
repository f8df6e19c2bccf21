import type { Dictionary, DictionaryField, DictionaryVersion, EnumValue, FieldKey } from './dictionary.js'

/** Ends the reading with what is wrong with the line or row at hand. */
export type Complain = (wrong: string) => never

/** A field as it was read: what it ripples to may be a number, and may not have been read yet. */
export interface DraftField extends Omit<DictionaryField, 'ripplesTo'> {
  readonly ripplesTo: FieldKey | undefined
}

type Table = ReadonlyMap<number, EnumValue>

/** A dictionary that is being read. */
export interface Draft {
  readonly addField: (field: DraftField, complain: Complain) => void
  /** Adds the values that several enumerated fields may have in common. */
  readonly addTable: (fids: readonly number[], values: readonly EnumValue[], complain: Complain) => void
  readonly addVersion: (version: DictionaryVersion) => void
  readonly finish: () => Dictionary
}

const dictionaryOf = (
  version: DictionaryVersion,
  fields: ReadonlyMap<string, DictionaryField>,
  tables: ReadonlyMap<number, Table>,
): Dictionary => {
  const byFid = new Map([...fields.values()].map((field) => [field.fid, field]))
  // By table: most of them are shared by several fields. Made when somebody asks for a text first.
  const displays = new WeakMap<Table, ReadonlyMap<string, EnumValue>>()
  const field = (key: FieldKey) => (typeof key === 'number' ? byFid.get(key) : fields.get(key))
  const enums = (key: FieldKey): Table | undefined => {
    const known = field(key)
    return known?.type === 'Enum' ? tables.get(known.fid) : undefined
  }
  const byDisplay = (table: Table): ReadonlyMap<string, EnumValue> => {
    let known = displays.get(table)
    // Backwards, so that the first of several with the same text is the one that stays.
    known ??= new Map([...table.values()].reverse().map((value) => [value.display.trim(), value]))
    displays.set(table, known)
    return known
  }
  return Object.freeze({
    version: Object.freeze({ ...version }),
    fields,
    field,
    enums,
    enumValue: (key: FieldKey, value: number | string) => {
      const table = enums(key)
      if (table === undefined) return undefined
      return typeof value === 'number' ? table.get(value) : byDisplay(table).get(value.trim())
    },
  })
}

/** Begins a dictionary. */
export const createDraft = (): Draft => {
  const fields = new Map<string, DraftField>()
  const names = new Map<number, string>()
  const tables = new Map<number, Table>()
  let version: DictionaryVersion = {}

  const nameOf = (key: FieldKey | undefined): string | undefined =>
    typeof key === 'number' ? names.get(key) : key

  return {
    addField: (field, complain) => {
      const { name, fid } = field
      if (fields.has(name)) complain('there is a field of this name already')
      if (names.has(fid)) complain(`there is a field with the FID ${fid} already`)
      fields.set(name, field)
      names.set(fid, name)
    },
    addTable: (fids, values, complain) => {
      const table = new Map<number, EnumValue>()
      for (const value of values) {
        if (table.has(value.value)) complain(`the value ${value.value} is there twice`)
        table.set(value.value, Object.freeze(value))
      }
      for (const fid of fids) {
        if (tables.has(fid)) complain(`there are values of the FID ${fid} already`)
        tables.set(fid, table)
      }
    },
    addVersion: (more) => {
      version = { ...version, ...more }
    },
    finish: () => {
      const finished = [...fields].map(([name, { ripplesTo, ...field }]) => {
        const target = nameOf(ripplesTo)
        return [name, Object.freeze(target === undefined ? field : { ...field, ripplesTo: target })] as const
      })
      return dictionaryOf(version, new Map(finished), tables)
    },
  }
}
