import type { ConsumerEvent } from '../../consumer/consumer-event.js'
import type { ConsumerOptions } from '../../consumer/consumer-options.js'
import type { ConsumerState } from '../../consumer/consumer-state.js'
import type { InMemory } from '../../simulator/memory/in-memory.js'
import type { Simulator } from '../../simulator/simulator.js'
import type { TrackedConsumer } from '../leaks/track-consumer.js'
import type { VirtualTime } from '../virtual/virtual-time.js'

/** What a test with a consumer and a simulator works with. */
export interface Stage extends VirtualTime {
  /** The server: token service, discovery and WebSockets. Its verbs make things go wrong. */
  readonly simulator: Simulator
  /** The consumer, of the real library. Whoever subscribes to it has to leave before the end of the test. */
  readonly consumer: TrackedConsumer
  /** What the consumer was made from, for code that makes its own: `createConsumer(options)`. */
  readonly options: ConsumerOptions
  /** The way to the simulator. */
  readonly network: InMemory
  /** What `events$` of the consumer has told. */
  readonly events: readonly ConsumerEvent[]
  /** What `state$` of the consumer has told. */
  readonly states: readonly ConsumerState[]
  /**
   * Makes another consumer of the same simulator, which is closed at the end of the test.
   *
   * @param options - what differs from {@link Stage.options}
   */
  readonly another: (options?: Partial<ConsumerOptions>) => TrackedConsumer
  /** Moves the clock of consumers without their timers, in milliseconds: what a laptop does that sleeps. */
  readonly shiftClock: (milliseconds: number) => void
}
