import type { Clock } from '../../time/clock.js'
import type { State } from '../../wire/state.js'
import type { ItemEventBase, Stale, StaleCause, StatusEvent } from '../item-event.js'

/** The fields of one subscriber whose newest value does not fit, and what that does to the health it is told. */
export interface Misfits {
  /** The field has a value that fits, or none and needs none. */
  fits(name: string): void
  /** The field has no value that fits. */
  add(name: string, text: string): void
  /** Since when data is stale because of them; `undefined` while all fit. */
  readonly since: number | undefined
  /** The event with the health that the subscriber is to be told. */
  healthOf<Event extends ItemEventBase>(event: Event): Event
  /** A status for each misfit that the subscriber has not heard of. */
  news(event: ItemEventBase): readonly StatusEvent[]
}

const none: readonly StatusEvent[] = Object.freeze([])

const causeOf = (text: string): StaleCause => ({ code: 'InvalidView', text })

const suspect = (state: State, text: string): State => ({
  ...state,
  data: 'Suspect',
  code: 'InvalidView',
  text,
})

/** Starts with fields that all fit. */
export const misfitFields = (clock: Clock): Misfits => {
  const texts = new Map<string, string>()
  let untold: string[] = []
  let stale: Stale | undefined
  /** What the subscriber was told last. */
  let told: false | Stale = false

  const update = (): void => {
    const newest = [...texts.values()].at(-1)
    // Where it was stale until now, for whatever reason, it has been so all the time.
    const since = told === false ? clock() : told.since
    stale = newest === undefined ? undefined : { since, cause: causeOf(newest) }
  }
  const overlay = ({ state, stale: own }: ItemEventBase): { state: State; stale: false | Stale } => {
    if (stale === undefined) return { state, stale: own }
    // What is wrong with the whole item says more than what is wrong with a field of it.
    if (own !== false) return { state, stale: { ...own, since: Math.min(own.since, stale.since) } }
    return { state: suspect(state, stale.cause.text), stale }
  }
  const statusOf = ({ name, service, state }: ItemEventBase, text: string, since: number): StatusEvent => ({
    type: 'status',
    name,
    service,
    state: suspect(state, text),
    stale: { since, cause: causeOf(text) },
  })

  return {
    fits: (name) => {
      if (texts.delete(name)) update()
    },
    add: (name, text) => {
      if (texts.get(name) === text) return
      // The newest goes last.
      texts.delete(name)
      texts.set(name, text)
      untold.push(text)
      update()
    },
    get since() {
      return stale?.since
    },
    healthOf: (event) => {
      const health = overlay(event)
      told = health.stale
      return stale === undefined ? event : { ...event, ...health }
    },
    news: (event) => {
      if (untold.length === 0) return none
      const { stale: now } = overlay(event)
      const statuses = untold.map((text) => statusOf(event, text, now === false ? clock() : now.since))
      untold = []
      told = now
      return statuses
    },
  }
}
