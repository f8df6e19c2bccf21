/** What is scrolled. */
export interface Scrolled {
  /** How many items are above what is shown. */
  readonly from: number
  /** How many items there are. */
  readonly count: number
  /** How many have room at a time. */
  readonly page: number
}

const steps: Readonly<Record<string, (page: number) => number>> = {
  up: () => -1,
  down: () => 1,
  'page up': (page) => -page,
  'page down': (page) => page,
  home: () => -Infinity,
  end: () => Infinity,
}

/** How many items are above after a key; other keys than those that scroll change it only where it is too much. */
export const scroll = (key: string, { from, count, page }: Scrolled): number => {
  const step = Object.hasOwn(steps, key) ? (steps[key]?.(page) ?? 0) : 0
  return Math.max(0, Math.min(count - page, from + step))
}

/** The keys as lines of help. */
export const scrollHelp: readonly (readonly [key: string, what: string])[] = [
  ['↑ ↓ PgUp PgDn', 'see other items, where there are more than have room'],
  ['Home End', 'see the first items, or the last'],
]
