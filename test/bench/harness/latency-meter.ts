import type { WebSocket } from 'ws'
import { tell } from './contender.js'
import type { Meter } from './meter.js'
import { percentile } from './statistics.js'
import type { Task } from './task.js'
import { onTcpSocket } from './web-socket.js'

/** What a contender is told whose latency is measured. */
export interface LatencyTask extends Task {
  /** Updates that come at the pace that is measured, before anything is. */
  readonly leadIn: number
}

/** What it reports of one run: percentiles in microseconds, and whether the pace was kept. */
export interface LatencyReading {
  readonly p50: number
  readonly p99: number
  readonly p999: number
  readonly perSecond: number
  /** Updates that came with one read of the socket, on average. */
  readonly perRead: number
}

/** Counts, and notes how long each update took. */
export interface LatencyMeter extends Meter {
  /** Notes from now on when bytes come. */
  readonly watch: (webSocket: WebSocket) => void
}

/**
 * Takes the time from the event with which bytes leave the TCP socket to the call of the subscriber. An update that
 * shares its bytes with others waits for those before it, which is part of its latency.
 */
export const createLatencyMeter = ({ items, warmUp, leadIn, updates }: LatencyTask): LatencyMeter => {
  const samples = new Float64Array(updates)
  let open = 0
  let seen = 0
  let arrivedAt = 0
  let startedAt = 0
  let reads = 0
  let readsBefore = 0
  const first = warmUp + leadIn

  const report = (now: number): void => {
    samples.sort()
    const microseconds = (share: number): number => percentile(samples, share) * 1000
    const reading: LatencyReading = {
      p50: microseconds(0.5),
      p99: microseconds(0.99),
      p999: microseconds(0.999),
      perSecond: (updates / (now - startedAt)) * 1000,
      perRead: updates / (reads - readsBefore),
    }
    tell({ reading })
  }

  return {
    watch: (webSocket) => {
      onTcpSocket(webSocket, (socket) => {
        socket.prependListener('data', () => {
          arrivedAt = performance.now()
          reads += 1
        })
      })
    },
    image: () => {
      open += 1
      if (open === items) tell({ ready: true })
    },
    update: () => {
      const now = performance.now()
      if (seen >= first) samples[seen - first] = now - arrivedAt
      else if (seen === first - 1) {
        startedAt = now
        readsBefore = reads
      }
      seen += 1
      if (seen === warmUp) tell({ warm: true })
      else if (seen === first + updates) report(now)
    },
  }
}
