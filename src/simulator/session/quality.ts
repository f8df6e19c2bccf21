import { readQos, type Qos } from '../../wire/qos.js'

const timelinesses = ['Unspecified', 'Realtime', 'DelayedUnknown', 'Delayed']
const rates = ['Unspecified', 'TickByTick', 'JitConflated', 'TimeConflated']

/** Smaller is better; `undefined` where it is all the same. */
const timeliness = ({ timeliness: name, timeInfo = 0 }: Qos): number | undefined => {
  const rank = timelinesses.indexOf(name)
  return rank <= 0 ? undefined : rank * 65_536 + (name === 'Delayed' ? timeInfo : 0)
}

const rate = ({ rate: name, rateInfo = 0 }: Qos): number | undefined => {
  const rank = rates.indexOf(name)
  return rank <= 0 ? undefined : rank * 65_536 + (name === 'TimeConflated' ? rateInfo : 0)
}

const lies = (value: number | undefined, best: number | undefined, worst: number | undefined): boolean =>
  value === undefined || ((best === undefined || value >= best) && (worst === undefined || value <= worst))

/**
 * True where the quality that is given meets what a request asks for: exactly `Qos`, or between it and `WorstQos`.
 * A request that says nothing takes whatever there is.
 */
export const meets = (given: Qos, qos: unknown, worstQos: unknown): boolean => {
  const best = readQos(qos)
  const worst = readQos(worstQos) ?? best
  if (!worst) return true
  return (
    lies(timeliness(given), best && timeliness(best), timeliness(worst)) &&
    lies(rate(given), best && rate(best), rate(worst))
  )
}
