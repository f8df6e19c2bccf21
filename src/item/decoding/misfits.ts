import type { Clock } from '../../time/clock.js'
import type { State } from '../../wire/state.js'
import type { ItemEventBase, Stale, StaleCause, StatusEvent } from '../item-event.js'

const none: readonly StatusEvent[] = Object.freeze([])
const nothing: readonly string[] = Object.freeze([])

const causeOf = (text: string): StaleCause => ({ code: 'InvalidView', text })

const suspect = (state: State, text: string): State => ({
  ...state,
  data: 'Suspect',
  code: 'InvalidView',
  text,
})

const statusOf = ({ name, service, state }: ItemEventBase, text: string, since: number): StatusEvent => ({
  type: 'status',
  name,
  service,
  state: suspect(state, text),
  stale: { since, cause: causeOf(text) },
})

/** The fields of one subscriber whose newest value does not fit, and what that does to the health it is told. */
export class Misfits {
  private readonly clock: Clock
  /** What is wrong, by field, the newest last; made when there is something. */
  private texts: Map<string, string> | undefined = undefined
  private untold: readonly string[] = nothing
  private stale: Stale | undefined = undefined
  /** What the subscriber was told last. */
  private told: false | Stale = false

  /** Starts with fields that all fit. */
  constructor(clock: Clock) {
    this.clock = clock
  }

  /** Since when data is stale because of them; `undefined` while all fit. */
  get since(): number | undefined {
    return this.stale?.since
  }

  /** The field has a value that fits, or none and needs none. */
  fits(name: string): void {
    if (this.texts?.delete(name) === true) this.update()
  }

  /** The field has no value that fits. */
  add(name: string, text: string): void {
    if (this.texts?.get(name) === text) return
    this.texts ??= new Map<string, string>()
    // The newest goes last.
    this.texts.delete(name)
    this.texts.set(name, text)
    this.untold = [...this.untold, text]
    this.update()
  }

  /** The event with the health that the subscriber is to be told. */
  healthOf<Event extends ItemEventBase>(event: Event): Event {
    const health = this.overlay(event)
    this.told = health.stale
    return this.stale === undefined ? event : { ...event, ...health }
  }

  /** A status for each misfit that the subscriber has not heard of. */
  news(event: ItemEventBase): readonly StatusEvent[] {
    if (this.untold.length === 0) return none
    const { stale: now } = this.overlay(event)
    const statuses = this.untold.map((text) =>
      statusOf(event, text, now === false ? this.clock() : now.since),
    )
    this.untold = nothing
    this.told = now
    return statuses
  }

  private update(): void {
    const newest = [...(this.texts?.values() ?? [])].at(-1)
    // Where it was stale until now, for whatever reason, it has been so all the time.
    const since = this.told === false ? this.clock() : this.told.since
    this.stale = newest === undefined ? undefined : { since, cause: causeOf(newest) }
  }

  private overlay({ state, stale: own }: ItemEventBase): { state: State; stale: false | Stale } {
    const { stale } = this
    if (stale === undefined) return { state, stale: own }
    // What is wrong with the whole item says more than what is wrong with a field of it.
    if (own !== false) return { state, stale: { ...own, since: Math.min(own.since, stale.since) } }
    return { state: suspect(state, stale.cause.text), stale }
  }
}
