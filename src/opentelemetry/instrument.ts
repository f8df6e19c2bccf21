import { diag, metrics, trace } from '@opentelemetry/api'
import { asyncScheduler, finalize, merge, tap } from 'rxjs'
import type { Consumer } from '../consumer/consumer.js'
import type { ConsumerState } from '../consumer/consumer-state.js'
import { attemptSpans } from './attempt-spans.js'
import { eventMetrics } from './event-metrics.js'
import type { InstrumentOptions } from './instrument-options.js'
import { latencyMetrics } from './latency-metrics.js'
import { outages } from './outages.js'
import { stateMetrics } from './state-metrics.js'

/** A consumer that is being watched. */
export interface Instrumentation {
  /** Ends the watch, and the spans that are open. Not needed when the consumer is closed. */
  readonly stop: () => void
}

/** Name under which instruments and spans are made. */
const scope = 'rx-omm'

/** A processor or a provider of the application's may throw, which must not reach what is only watched. */
const safely =
  <Value>(tell: (value: Value) => void) =>
  (value: Value): void => {
    try {
      tell(value)
    } catch (error) {
      diag.error('rx-omm: telemetry failed', error)
    }
  }

/**
 * Turns what happens to a consumer into metrics and spans of OpenTelemetry. Call it once for each consumer, after the
 * SDK has been started: metrics have no place to go before. Opens nothing, and costs nothing per update.
 *
 * What providers and processors throw goes to the `diag` logger of the API, and no further.
 *
 * No attribute holds a token, a user, the name of an item, or text of a server; each has a bounded number of values.
 *
 * @param consumer - whose events, states and latencies are told
 * @param options - where to, and with which attributes
 * @returns a way to stop; the end of the consumer stops as well
 *
 * @example
 * ```ts
 * import { createConsumer, discover, type TokenSource } from 'rx-omm'
 * import { instrument } from 'rx-omm/opentelemetry'
 *
 * declare const tokens: TokenSource
 * const consumer = createConsumer({ tokens, endpoints: discover({ region: 'us-east-1' }) })
 * instrument(consumer, { attributes: { 'rx_omm.consumer': 'quotes' } })
 * ```
 */
export const instrument = (consumer: Consumer, options: InstrumentOptions = {}): Instrumentation => {
  const { attributes = {}, clock = () => asyncScheduler.now() } = options
  const meter = (options.meterProvider ?? metrics.getMeterProvider()).getMeter(scope)
  const tracer = (options.tracerProvider ?? trace.getTracerProvider()).getTracer(scope)

  const count = eventMetrics(meter, attributes)
  const standing = stateMetrics(meter, attributes, clock, () => consumer.itemCounts())
  const outage = outages(tracer, meter, attributes, clock)
  const attempts = attemptSpans(tracer, attributes, clock)

  const attemptsAt = (state: ConsumerState): void => {
    attempts.state(state, outage.current())
  }

  const watched$ = merge(
    consumer.events$.pipe(
      tap(safely(count)),
      tap(safely(standing.event)),
      tap(safely(attempts.event)),
      tap(safely(outage.event)),
    ),
    consumer.latency$.pipe(tap(safely(latencyMetrics(meter, attributes)))),
    consumer.state$.pipe(
      tap(safely(standing.state)),
      // An attempt that failed ends before the outage that it may have begun, or did not end.
      tap(safely(attemptsAt)),
      tap(safely(outage.state)),
    ),
  )
  const watch = watched$
    .pipe(
      finalize(() => {
        safely(standing.stop)(undefined)
        // What is open ends as it would if nobody wanted anything any more.
        safely(attemptsAt)({ status: 'idle' })
        safely(outage.state)({ status: 'idle' })
      }),
    )

    .subscribe()

  return {
    stop: () => {
      watch.unsubscribe()
    },
  }
}
