import { type Observable, Subject } from 'rxjs'
import type { Connection } from '../connection/connection.js'
import type { Clock } from '../time/clock.js'
import type { GenericMessage } from '../wire/messages.js'
import { numberIn } from '../wire/number-in.js'
import { elementOf } from '../wire/values/element-of.js'

/**
 * A measurement of latency by the server. It sends a time stamp, which goes back at once, and tells with the next one
 * what it measured; so the first measurement of a session has no value.
 */
export interface Latency {
  /** Round trip of the measurement before, in microseconds; absent when the server does not tell. */
  readonly roundTripUs?: number
  /** TCP segments that the server had to send again since the measurement before; absent when it does not tell. */
  readonly tcpRetrans?: number
  /** When it arrived, in milliseconds since 1970. */
  readonly at: number
}

const readLatency = (message: GenericMessage, at: number): Latency => {
  const roundTripUs = numberIn(message.Elements, 'RoundTripLatency')
  const tcpRetrans = numberIn(message.Elements, 'TcpRetrans')
  return {
    ...(roundTripUs === undefined ? {} : { roundTripUs }),
    ...(tcpRetrans === undefined ? {} : { tcpRetrans }),
    at,
  }
}

/** Our end of the measuring. */
export interface LatencyMeter {
  /** What was measured. Hot. */
  readonly latency$: Observable<Latency>
  /** Takes a message of the login stream; false when it is no measurement. */
  readonly take: (message: GenericMessage) => boolean
}

/**
 * Answers measurements, if that is `wanted`, before anyone hears of them: what they do with them is no part of the
 * round trip.
 */
export const latencyMeter = (connection: Connection, wanted: boolean, clock: Clock): LatencyMeter => {
  const latencies = new Subject<Latency>()

  const sendBack = (message: GenericMessage): void => {
    try {
      connection.send(message)
    } catch {
      // What nests deeper than can be written comes from nobody who measures.
    }
  }

  return {
    latency$: latencies,
    take: (message) => {
      if (elementOf(message.Elements, 'Ticks') === undefined) return false
      if (wanted) {
        sendBack(message)
        latencies.next(readLatency(message, clock()))
      }
      return true
    },
  }
}
