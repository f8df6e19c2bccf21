import type { ConsumerOptions } from 'rx-omm'
import type { Fault } from '../../../shared/faults'

/** Shorter times than an application would have, so that nobody has to wait who makes the simulator fail. */
export const haste = {
  backoff: { base: 500, cap: 4_000 },
  timeouts: { ping: 6_000 },
} as const satisfies Pick<ConsumerOptions, 'backoff' | 'timeouts'>

/** Where the data of the page comes from. */
export interface Feed {
  /** What to make the consumer from. */
  readonly options: ConsumerOptions
  /** What can be made to go wrong; nothing where the server is a real one. */
  readonly faults: readonly Pick<Fault, 'id' | 'label' | 'about'>[]
  /** Makes something go wrong. */
  readonly fail: (id: string) => Promise<void>
  /** One sentence on where the data comes from. */
  readonly about: string
}
