type Members = Readonly<Record<string, unknown>>

const kinds = 'Fields Elements Map Vector Series FilterList Message Opaque Xml Json'.split(' ')

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const holds = (holder: Members, kind: string): boolean => {
  const content = holder[kind]
  if (kind === 'Json') return content !== null && content !== undefined
  if (kind === 'Xml' || kind === 'Opaque') return typeof content === 'string' && content !== ''
  return isObject(content) && Object.keys(content).length > 0
}

const kindOf = (holder: Members): string | undefined => kinds.find((kind) => holds(holder, kind))

const listOf = (value: unknown): readonly Members[] => (Array.isArray(value) ? value.filter(isObject) : [])

const actionOf = (entry: Members, names: readonly string[]): unknown =>
  typeof entry.Action === 'number' ? names[entry.Action] : entry.Action

const pick = (from: Members, names: readonly string[], type: string): Members =>
  Object.fromEntries(
    names.flatMap((name) => (typeof from[name] === type ? [[name, from[name]] as const] : [])),
  )

/** The entry with its place in front, and all content of `before` with that of `entry` laid over. */
const laidOver = (place: Members, before: Members, entry: Members): Members => {
  const permData = { ...pick(before, ['PermData'], 'string'), ...pick(entry, ['PermData'], 'string') }
  const content = Object.fromEntries(Object.entries(before).filter(([name]) => kinds.includes(name)))
  return { ...place, ...permData, ...overlay(content, entry) }
}

const summaryOf = (before: Members, change: Members): Members => {
  const Summary = laidOver(
    {},
    isObject(before.Summary) ? before.Summary : {},
    isObject(change.Summary) ? change.Summary : {},
  )
  return kindOf(Summary) === undefined ? {} : { Summary }
}

const overMap = (before: Members, change: Members): Members => {
  let entries = listOf(before.Entries)
  for (const entry of listOf(change.Entries)) {
    const { Key } = entry
    if (Key === undefined) continue
    const place = { Action: 'Add', Key }
    const known = entries.find((one) => one.Key === Key)
    const action = actionOf(entry, ['', 'Update', 'Add', 'Delete'])
    if (action === 'Delete') entries = entries.filter((one) => one !== known)
    if (action === 'Add' && known === undefined) entries = [...entries, laidOver(place, {}, entry)]
    else if ((action === 'Add' || action === 'Update') && known !== undefined) {
      const next = laidOver(place, action === 'Add' ? {} : known, entry)
      entries = entries.map((one) => (one === known ? next : one))
    }
  }
  return {
    KeyType: 'AsciiString',
    ...pick(before, ['KeyType'], 'string'),
    ...pick(change, ['KeyType'], 'string'),
    ...pick(before, ['KeyFieldID'], 'number'),
    ...pick(change, ['KeyFieldID'], 'number'),
    ...summaryOf(before, change),
    Entries: entries,
  }
}

const overVector = (before: Members, change: Members): Members => {
  let entries = listOf(before.Entries)
  const moved = (from: number, by: number): readonly Members[] =>
    entries.map((one) =>
      (one.Index as number) >= from ? { ...one, Index: (one.Index as number) + by } : one,
    )
  for (const entry of listOf(change.Entries)) {
    const { Index } = entry
    if (typeof Index !== 'number' || !Number.isInteger(Index) || Index < 0) continue
    const place = { Index, Action: 'Set' }
    const known = entries.find((one) => one.Index === Index)
    const others = entries.filter((one) => one !== known)
    switch (actionOf(entry, ['', 'Update', 'Set', 'Clear', 'Insert', 'Delete'])) {
      case 'Update':
        entries = [...others, laidOver(place, known ?? {}, entry)]
        break
      case 'Set':
        entries = [...others, laidOver(place, {}, entry)]
        break
      case 'Clear':
        entries = known === undefined ? entries : [...others, place]
        break
      case 'Insert':
        entries = [...moved(Index, 1), laidOver(place, {}, entry)]
        break
      case 'Delete':
        entries = others
        entries = moved(Index, -1)
    }
  }
  return {
    ...pick(before, ['SupportSorting'], 'boolean'),
    ...pick(change, ['SupportSorting'], 'boolean'),
    ...summaryOf(before, change),
    Entries: [...entries].sort((one, other) => (one.Index as number) - (other.Index as number)),
  }
}

const overFilterList = (before: Members, change: Members): Members => {
  let entries = listOf(before.Entries)
  for (const entry of listOf(change.Entries)) {
    const { ID } = entry
    if (!Number.isInteger(ID)) continue
    const known = entries.find((one) => one.ID === ID)
    const action = actionOf(entry, ['', 'Update', 'Set', 'Clear'])
    if (action === 'Clear') entries = entries.filter((one) => one !== known)
    if (action !== 'Set' && action !== 'Update') continue
    const next = laidOver({ ID, Action: 'Set' }, action === 'Update' ? (known ?? {}) : {}, entry)
    entries = known === undefined ? [...entries, next] : entries.map((one) => (one === known ? next : one))
  }
  return { Entries: entries }
}

const overSeries = (before: Members, change: Members): Members => ({
  ...summaryOf(before, change),
  Entries: [...listOf(before.Entries), ...listOf(change.Entries)],
})

/** What content is after a change, by the tables of the protocol and with no thought of cost. */
export const overlay = (known: Members, change: Members): Members => {
  const kind = kindOf(change)
  if (kind === undefined) return known
  const before = isObject(known[kind]) ? known[kind] : {}
  const after = change[kind] as Members
  switch (kind) {
    case 'Fields':
    case 'Elements':
      return { [kind]: Object.fromEntries([...Object.entries(before), ...Object.entries(after)]) }
    case 'Map':
      return { Map: overMap(before, after) }
    case 'Vector':
      return { Vector: overVector(before, after) }
    case 'FilterList':
      return { FilterList: overFilterList(before, after) }
    case 'Series':
      return { Series: overSeries(before, after) }
    default:
      return { [kind]: after }
  }
}
