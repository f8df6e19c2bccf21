import type { Attributes, Meter } from '@opentelemetry/api'
import type { Latency } from '../session/latency.js'
import { roundTripBounds } from './bounds.js'

/** Tells what the server measures of the way to here and back. */
export const latencyMetrics = (meter: Meter, common: Attributes): ((latency: Latency) => void) => {
  const roundTrip = meter.createHistogram('rx_omm.round_trip.duration', {
    unit: 's',
    description: 'Time from the server to here and back, as the server measures it',
    advice: { explicitBucketBoundaries: roundTripBounds },
  })
  const retransmits = meter.createCounter('rx_omm.tcp.retransmits', {
    unit: '{segment}',
    description: 'TCP segments that the server had to send again',
  })
  return ({ roundTripUs, tcpRetrans }) => {
    // The API drops what is negative from a counter with a warning each time; a server may say anything.
    if (roundTripUs !== undefined && roundTripUs >= 0) roundTrip.record(roundTripUs / 1_000_000, common)
    if (tcpRetrans !== undefined && tcpRetrans >= 0) retransmits.add(tcpRetrans, common)
  }
}
