/** The server side in one process, to test clients against: see `createSimulator`. */

// The simulator
export { createSimulator } from './create-simulator.js'
export type { ConnectionView, LatencyView, LoginState, Simulator } from './simulator.js'
export type {
  BookOptions,
  Capabilities,
  DictionaryServing,
  DiscoveryEntry,
  DiscoveryOptions,
  LimitOptions,
  LoginOptions,
  MachineAccount,
  MarketOptions,
  NewKey,
  NewsOptions,
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
export type { DictionaryVerbs } from './dictionary-scenario.js'
export type { MessageVerbs } from './message-scenario.js'
export type { NewsVerbs, StoryFault } from './news-scenario.js'
export type { ServiceChange, ServiceVerbs } from './service-scenario.js'
export type { ServiceLink } from './session/live-service.js'

// What it saw
export type { LogLine } from './log/log-line.js'
export type { Received } from './log/received.js'

// Recordings, and what replays them
export { recordWebSocket } from './record/record-web-socket.js'
export { readRecording, type Recording } from './record/read-recording.js'
export type { RecordedLine } from './record/recorded-line.js'
export { RecordingError } from './record/recording-error.js'
export { createReplay, type Recorded } from './replay/create-replay.js'
export type { Replay, ReplayOptions } from './replay/replay.js'
export type { Servable } from './servable.js'

// Ways to reach it
export { inMemory, type InMemory, type InMemoryOptions } from './memory/in-memory.js'
// Resolved by the package's imports: a browser must not even see what opens a port.
export { serveSimulator } from '#serve'
export type { ServedSimulator, ServeOptions, TlsFiles } from './shell/serve-simulator.js'
export { isGranted, type Deliver, type Refusal, type SimulatorConnection, type Upgrade } from './transport.js'
