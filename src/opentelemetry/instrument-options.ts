import type { Attributes, MeterProvider, TracerProvider } from '@opentelemetry/api'
import type { Clock } from '../time/clock.js'

/** Where metrics and spans go, and what they say besides. */
export interface InstrumentOptions {
  /**
   * Where instruments are made.
   * @defaultValue the provider that is registered globally at this moment
   */
  readonly meterProvider?: MeterProvider
  /**
   * Where spans are made.
   * @defaultValue the provider that is registered globally
   */
  readonly tracerProvider?: TracerProvider
  /**
   * Attributes of every metric and span: what tells several consumers of a process apart. Few values each, for each
   * combination is a series of its own.
   * @defaultValue none
   */
  readonly attributes?: Attributes
  /**
   * Tells the time in milliseconds since 1970. Give the consumer's own where it has one.
   * @defaultValue the default scheduler's time
   */
  readonly clock?: Clock
}
