import type { WireQos } from './primitives.js'

/** How soon data arrives. A value without a name appears as its number in text form. */
export type Timeliness =
  | 'Unspecified'
  | 'Realtime'
  | 'DelayedUnknown'
  | 'Delayed'
  // Any other text, without losing completion of the names above.
  | (string & Record<never, never>)

/** How often data changes. A value without a name appears as its number in text form. */
export type Rate =
  | 'Unspecified'
  | 'TickByTick'
  | 'JitConflated'
  | 'TimeConflated'
  // Any other text, without losing completion of the names above.
  | (string & Record<never, never>)

/** Quality of service. `Realtime` and `TickByTick` is the best there is. */
export interface Qos {
  /** How soon data arrives. */
  readonly timeliness: Timeliness
  /** How often it changes: with every tick, or merged. */
  readonly rate: Rate
  /** Delay, where `timeliness` is `Delayed` and the delay is known; in the unit of the source. */
  readonly timeInfo?: number
  /** Interval in milliseconds, where `rate` is `TimeConflated`. */
  readonly rateInfo?: number
}

const timelinesses: readonly Timeliness[] = ['Unspecified', 'Realtime', 'DelayedUnknown', 'Delayed']

const rates: readonly Rate[] = ['Unspecified', 'TickByTick', 'JitConflated', 'TimeConflated']

const named = (raw: unknown, names: readonly string[]): string => {
  if (typeof raw === 'number') return names[raw] ?? String(raw)
  return typeof raw === 'string' && raw !== '' ? raw : 'Unspecified'
}

const isNumber = (raw: unknown): raw is number => typeof raw === 'number'

/** What nearly every refresh says. */
const best: Qos = Object.freeze({ timeliness: 'Realtime', rate: 'TickByTick' })

/** Reads a quality of service, by names or numbers; `undefined` when there is none. */
export const readQos = (raw: unknown): Qos | undefined => {
  if (typeof raw !== 'object' || raw === null) return undefined
  const { Timeliness, Rate, TimeInfo, RateInfo } = raw as Readonly<Record<keyof WireQos, unknown>>
  const bare = TimeInfo === undefined && RateInfo === undefined
  if (bare && Timeliness === best.timeliness && Rate === best.rate) return best
  return {
    timeliness: named(Timeliness, timelinesses),
    rate: named(Rate, rates),
    ...(isNumber(TimeInfo) ? { timeInfo: TimeInfo } : {}),
    ...(isNumber(RateInfo) ? { rateInfo: RateInfo } : {}),
  }
}

/** A quality of service as a request holds it. */
export const writeQos = ({ timeliness, rate, timeInfo, rateInfo }: Qos): WireQos => ({
  Timeliness: timeliness,
  Rate: rate,
  ...(timeInfo === undefined ? {} : { TimeInfo: timeInfo }),
  ...(rateInfo === undefined ? {} : { RateInfo: rateInfo }),
})
