import { DestroyRef, Injectable, type Signal, inject, signal } from '@angular/core'
import { takeUntilDestroyed } from '@angular/core/rxjs-interop'
import type { ConsumerState } from 'rx-omm'
import { injectConsumer, injectConsumerState } from 'rx-omm/angular'
import { plain } from '../look/plain'
import { type Mark, markOf } from './mark'
import type { Phase } from './phase'
import { type TokenBar, withToken } from './token-bar'

/** How far back the page remembers, in milliseconds. */
const memory = 10 * 60_000

const causeOf = (state: ConsumerState): string | undefined =>
  state.status === 'waiting' || state.status === 'failed' ? plain(state.cause.message) : undefined

/** What happened to the session: the consumer's state and events, kept for as long as the page shows them. */
@Injectable({ providedIn: 'root' })
export class SessionLog {
  readonly #phases = signal<readonly Phase[]>([])
  readonly #tokens = signal<readonly TokenBar[]>([])
  readonly #marks = signal<readonly Mark[]>([])

  /** Where the consumer stands. */
  readonly state = injectConsumerState()
  /** Where it stood, oldest first; the last one has no end. */
  readonly phases: Signal<readonly Phase[]> = this.#phases.asReadonly()
  /** The tokens it had, oldest first. */
  readonly tokens: Signal<readonly TokenBar[]> = this.#tokens.asReadonly()
  /** What happened, oldest first. */
  readonly marks: Signal<readonly Mark[]> = this.#marks.asReadonly()

  constructor() {
    const consumer = injectConsumer()
    const destroyed = inject(DestroyRef)
    consumer.state$.pipe(takeUntilDestroyed(destroyed)).subscribe((state) => {
      this.#enter(state, Date.now())
    })
    consumer.events$.pipe(takeUntilDestroyed(destroyed)).subscribe((event) => {
      const since = event.at - memory
      const mark = markOf(event)
      this.#tokens.update((bars) => withToken(bars, event).filter(({ until = event.at }) => until >= since))
      if (mark) this.#marks.update((marks) => [...marks.filter(({ at }) => at >= since), mark])
    })
  }

  #enter(state: ConsumerState, at: number): void {
    const cause = causeOf(state)
    this.#phases.update((phases) => {
      const kept = phases.filter(({ to = at }) => to >= at - memory)
      const last = kept.at(-1)
      // The state tells more than its name: a new address or a suspect login begins no new stretch.
      if (last?.status === state.status) return kept
      const phase: Phase = { status: state.status, from: at, ...(cause === undefined ? {} : { cause }) }
      return last === undefined ? [phase] : [...kept.slice(0, -1), { ...last, to: at }, phase]
    })
  }
}
