const mapActions = [undefined, 'Update', 'Add', 'Delete']
const filterActions = [undefined, 'Update', 'Set', 'Clear']

/** Names of what there is to do, where a server writes the numbers. */
const named = (raw: unknown, names: readonly (string | undefined)[]): unknown =>
  typeof raw === 'number' ? names[raw] : raw

/** What is to be done with an entry of a map, by its name. */
export const mapAction = (raw: unknown): unknown => named(raw, mapActions)

/** What is to be done with an entry of a filter list, by its name. */
export const filterAction = (raw: unknown): unknown => named(raw, filterActions)
