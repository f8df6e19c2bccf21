/** What tests run in a page: the entries of this package as a bundler for browsers makes them of what is built. */
import * as library from 'rx-omm'
import type { Consumer, ConsumerOptions, ConsumerState, Image } from 'rx-omm'
import * as simulatorEntry from 'rx-omm/simulator'
import * as testing from 'rx-omm/testing'

/** A consumer with one item open, and what it told. */
export interface Watched {
  readonly consumer: Consumer
  /** What the consumer went through: the status, and the code of the cause where there is one. */
  readonly states: string[]
  /** The item: `live` or `stale`, one entry for each change from the one to the other. */
  readonly health: string[]
  /** The newest image. */
  readonly image: () => Image | undefined
}

const stateText = (state: ConsumerState): string =>
  'cause' in state ? `${state.status} ${state.cause.code}` : state.status

/** Opens an item, and keeps what comes of it. */
const watch = (options: ConsumerOptions, name = 'EUR='): Watched => {
  const consumer = library.createConsumer(options)
  const states: string[] = []
  const health: string[] = []
  let image: Image | undefined
  const note = (text: string): void => {
    if (health.at(-1) !== text) health.push(text)
  }
  consumer.state$.subscribe((state) => states.push(stateText(state)))
  consumer
    .item(name)
    .pipe(library.toImage())
    .subscribe({
      next: (newest) => {
        image = newest
        note(newest.stale === false ? 'live' : 'stale')
      },
      error: (error: unknown) => {
        note(error instanceof library.OmmError ? `failed ${error.code}` : 'failed')
      },
    })
  return { consumer, states, health, image: () => image }
}

const omm = { ...library, ...simulatorEntry, ...testing, watch }

declare global {
  /** What {@link watch} gave, for the next look at it. */
  var watched: Watched
  /** A simulator in the page, for what a test does to it later. */
  var simulator: simulatorEntry.Simulator
  /** All of the package. */
  var inPage: typeof omm
}

globalThis.inPage = omm
