import type { ConsumerOptions } from '../../consumer/consumer-options.js'
import type { DiscoverOptions } from '../../endpoint/discover.js'
import type { InMemoryOptions } from '../../simulator/memory/in-memory.js'
import type { SimulatorOptions } from '../../simulator/options.js'
import type { ClientCredentialsOptions } from '../../token/client-credentials.js'
import type { PasswordGrantOptions } from '../../token/password-grant.js'
import type { VirtualOptions } from '../virtual/virtual-time.js'

/**
 * Who logs in: a machine ID with its password (`'v1'`), a service account (`'v2'`), either of them with options of its
 * grant, or a user by name, who needs no tokens.
 */
export type Identity =
  | 'v1'
  | 'v2'
  | {
      /** Options of the grant that differ from those that the simulator accepts. */
      readonly v1: Partial<PasswordGrantOptions>
    }
  | {
      /** Options of the grant that differ from those that the simulator accepts. */
      readonly v2: Partial<ClientCredentialsOptions>
    }
  | {
      /** Name of the user. */
      readonly name: string
    }

/** How a test with a consumer and a simulator is run; everything has a default. */
export interface StageOptions extends VirtualOptions {
  /**
   * Who logs in.
   * @defaultValue `'v1'`
   */
  readonly identity?: Identity
  /**
   * Options of the simulator. Items change by themselves only with an `updateRate`.
   * @defaultValue `{ updateRate: 0 }`
   */
  readonly simulator?: SimulatorOptions
  /**
   * Options of the network between the two.
   * @defaultValue 5 ms in each direction
   */
  readonly network?: InMemoryOptions
  /** Options of the consumer that differ from those of the stage. @defaultValue `{}` */
  readonly consumer?: Partial<ConsumerOptions>
  /** Options of service discovery that differ from those of the stage. @defaultValue `{}` */
  readonly discovery?: Partial<DiscoverOptions>
}
