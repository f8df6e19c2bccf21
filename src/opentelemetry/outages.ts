import {
  ROOT_CONTEXT,
  SpanStatusCode,
  type Attributes,
  type Meter,
  type Span,
  type Tracer,
} from '@opentelemetry/api'
import type { ConsumerEvent } from '../consumer/consumer-event.js'
import type { ConsumerState } from '../consumer/consumer-state.js'
import type { Clock } from '../time/clock.js'
import { failureOf } from './attributes-of.js'
import { outageBounds } from './bounds.js'

/** Follows the outages: from the loss of a session until all items are back. */
export interface Outages {
  readonly event: (event: ConsumerEvent) => void
  readonly state: (state: ConsumerState) => void
  /** The outage that goes on; what is done to end it belongs to it. */
  readonly current: () => Span | undefined
}

/** A span and a measurement for each outage. */
export const outages = (tracer: Tracer, meter: Meter, common: Attributes, clock: Clock): Outages => {
  const duration = meter.createHistogram('rx_omm.outage.duration', {
    unit: 's',
    description: 'Time from the loss of a session until the last item was answered on another',
    advice: { explicitBucketBoundaries: outageBounds },
  })
  let outage: { readonly span: Span; readonly since: number; readyAt?: number } | undefined
  let ready = false

  const begin = (cause: Attributes): void => {
    const since = clock()
    const options = { startTime: new Date(since), attributes: { ...common, ...cause } }
    outage = { span: tracer.startSpan('rx_omm.outage', options, ROOT_CONTEXT), since }
  }
  const end = (at: number): void => {
    const ending = outage?.span
    // Before it ends, for a processor may throw.
    outage = undefined
    ending?.end(new Date(at))
  }
  const over = (at: number): void => {
    if (outage !== undefined) duration.record((at - outage.since) / 1000, common)
    end(at)
  }
  /** Nothing had to be answered again, which nobody tells, so it was over with the login. */
  const overSince = (): void => {
    if (outage?.readyAt !== undefined) over(outage.readyAt)
  }

  return {
    current: () => outage?.span,
    event: ({ event, at, ...more }) => {
      if (event !== 'items.recovered' || !('count' in more)) return
      outage?.span.setAttribute('rx_omm.items', more.count)
      over(at)
    },
    state: (state) => {
      const wasReady = ready
      ready = state.status === 'ready'
      if (state.status === 'ready') {
        if (outage !== undefined) outage.readyAt ??= clock()
        return
      }
      if (wasReady) overSince()
      if (state.status === 'waiting' && wasReady) begin(failureOf(state.cause))
      if (state.status === 'failed') {
        outage?.span.setStatus({ code: SpanStatusCode.ERROR, message: state.cause.code })
      }
      if (['idle', 'failed', 'closed'].includes(state.status)) end(clock())
    },
  }
}
