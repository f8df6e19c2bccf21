import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { Attributes, Context, Span, Tracer } from '@opentelemetry/api'
import type { ConsumerEvent } from '../consumer/consumer-event.js'
import type { ConsumerState } from '../consumer/consumer-state.js'
import type { OmmError } from '../errors.js'
import type { Clock } from '../time/clock.js'
import { failureOf, serverOf } from './attributes-of.js'

/** Names of the spans of what an attempt goes through. */
const phases: Readonly<Partial<Record<ConsumerState['status'], string>>> = {
  authenticating: 'rx_omm.login.token',
  discovering: 'rx_omm.login.endpoint',
  connecting: 'rx_omm.login.connection',
  'logging-in': 'rx_omm.login.answer',
}

/** Follows the attempts at a session. */
export interface AttemptSpans {
  readonly event: (event: ConsumerEvent) => void
  /** @param parent - the outage that the attempt belongs to, if any */
  readonly state: (state: ConsumerState, parent: Span | undefined) => void
}

const fail = (span: Span, cause: OmmError): void => {
  span.setAttributes(failureOf(cause))
  span.setStatus({ code: SpanStatusCode.ERROR, message: cause.code })
}

/** A span for each attempt at a session, and in it one for each thing that it waits for. */
export const attemptSpans = (tracer: Tracer, common: Attributes, clock: Clock): AttemptSpans => {
  let open: { readonly attempt: Span; readonly within: Context; phase?: Span } | undefined

  const begin = (parent: Span | undefined, startTime: Date): NonNullable<typeof open> => {
    const outer = parent === undefined ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, parent)
    const attempt = tracer.startSpan('rx_omm.login', { startTime, attributes: common }, outer)
    return { attempt, within: trace.setSpan(outer, attempt) }
  }
  const end = (endTime: Date, cause?: OmmError): void => {
    const ending = [open?.phase, open?.attempt]
    // Before they end, for a processor may throw.
    open = undefined
    for (const span of ending) {
      if (span === undefined) continue
      if (cause !== undefined) fail(span, cause)
      span.end(endTime)
    }
  }

  return {
    event: ({ event, at }) => {
      open?.attempt.addEvent(event, {}, new Date(at))
    },
    state: (state, parent) => {
      // Dates, because the API takes small numbers for times since the start of the process.
      const now = new Date(clock())
      const name = phases[state.status]
      if (name !== undefined) {
        open ??= begin(parent, now)
        open.phase?.end(now)
        const server = 'url' in state ? serverOf(state.url) : {}
        const attributes = { ...common, ...server }
        open.attempt.setAttributes(server)
        open.phase = tracer.startSpan(
          name,
          { startTime: now, attributes, kind: SpanKind.CLIENT },
          open.within,
        )
        return
      }
      if (state.status === 'waiting') {
        const delay = Math.max(0, state.nextTryAt - now.getTime()) / 1000
        open?.attempt.setAttributes({ 'rx_omm.attempt': state.attempt, 'rx_omm.retry.delay': delay })
      }
      end(now, 'cause' in state ? state.cause : undefined)
    },
  }
}
