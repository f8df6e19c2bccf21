/** The server side in one process, to test clients against: see `createSimulator`. */

// The simulator
export { createSimulator } from './create-simulator.js'
export type { ConnectionView, LoginState, Simulator } from './simulator.js'
export type {
  Capabilities,
  DiscoveryEntry,
  DiscoveryOptions,
  LimitOptions,
  LoginOptions,
  MachineAccount,
  MarketOptions,
  ServiceAccount,
  SimulatedService,
  SimulatorOptions,
  TokenOptions,
} from './options.js'

// What can be made to go wrong
export type {
  ConnectionVerbs,
  HttpAnswer,
  ItemVerbs,
  LoginVerbs,
  On,
  Scenario,
  StateWish,
  Times,
  TokenVerbs,
} from './scenario.js'

// What it saw
export type { LogLine } from './log/log-line.js'
export type { Received } from './log/received.js'

// Ways to reach it
export { inMemory, type InMemory, type InMemoryOptions } from './memory/in-memory.js'
export {
  serveSimulator,
  type ServedSimulator,
  type ServeOptions,
  type TlsFiles,
} from './shell/serve-simulator.js'
export { isGranted, type Deliver, type Refusal, type SimulatorConnection, type Upgrade } from './transport.js'
