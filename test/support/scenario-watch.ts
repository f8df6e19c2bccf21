import type { Observable } from 'rxjs'
import type { ItemEvent, NamedEvent } from '../../src/index.js'

/** What the subscriber of some items was told. */
export interface Watched {
  /** Events of one item, or of all, oldest first. */
  readonly of: (name?: string) => readonly ItemEvent[]
  /** Refreshes from the server since `mark`, by name. */
  readonly refreshes: () => Readonly<Record<string, number>>
  /** Names whose newest event says that the data is live. */
  readonly live: () => readonly string[]
  /** Names whose newest event says that the data is stale. */
  readonly stale: () => readonly string[]
  /** Forgets what was counted so far, so that the next phase is looked at alone. */
  readonly mark: () => void
  readonly errors: readonly unknown[]
  readonly completed: () => boolean
  readonly leave: () => void
}

/** Subscribes to items and keeps what they tell. */
export const watch = (items$: Observable<NamedEvent>): Watched => {
  let told: NamedEvent[] = []
  const last = new Map<string, ItemEvent>()
  const errors: unknown[] = []
  let completed = false
  const subscription = items$.subscribe({
    next: (named) => {
      told.push(named)
      last.set(named.name, named.event)
    },
    error: (error: unknown) => {
      errors.push(error)
    },
    complete: () => {
      completed = true
    },
  })
  const names = (isStale: boolean): readonly string[] =>
    [...last].filter(([, { stale }]) => (stale !== false) === isStale).map(([name]) => name)
  return {
    of: (wanted) =>
      told.filter(({ name }) => wanted === undefined || name === wanted).map(({ event }) => event),
    refreshes: () => {
      const counts: Record<string, number> = {}
      for (const { name, event } of told) if (event.type === 'refresh') counts[name] = (counts[name] ?? 0) + 1
      return counts
    },
    live: () => names(false),
    stale: () => names(true),
    mark: () => {
      told = []
    },
    errors,
    completed: () => completed,
    leave: () => {
      subscription.unsubscribe()
    },
  }
}
