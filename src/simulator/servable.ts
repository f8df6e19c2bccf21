import type { Simulator } from './simulator.js'

/**
 * What `inMemory` and `serveSimulator` need of a server: a simulator has it, and so has the replay of a recording.
 */
export interface Servable extends Pick<Simulator, 'http' | 'connect' | 'accepting$' | 'announce' | 'stop'> {
  /** Cuts all connections. */
  drop(): void
}
