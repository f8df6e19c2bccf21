/**
 * Metrics and spans of a consumer.
 *
 * @packageDocumentation
 */
export { instrument, type Instrumentation } from './instrument.js'
export type { InstrumentOptions } from './instrument-options.js'
