import type { ConsumerOptions } from '../../index.js'
import type { Simulator } from '../../simulator/index.js'

/** Where the data comes from. */
export interface Feed {
  /** What it is called on the board. */
  readonly label: string
  /** Part of its life after which a token is renewed; absent where tokens are not renewed. */
  readonly renewAt?: number
  /** What a consumer of it is made from. */
  readonly consumer: ConsumerOptions
  /** The simulator behind it; absent for a real server. */
  readonly simulator?: Simulator
  /** Ends it. */
  readonly close: () => Promise<void>
}
