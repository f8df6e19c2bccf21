/** How fast things come. */
export interface Rate {
  /** Things a second, over the last three full seconds or as many as there are. */
  readonly now: number
  /** Things in each full second, the newest last. */
  readonly seconds: readonly number[]
}

const remembered = 60
const averaged = 3

/** Counts things by the second. Times are in milliseconds. */
export const createRateMeter = (begin: number) => {
  let second = Math.floor(begin / 1000)
  let current = 0
  let seconds: readonly number[] = []

  const advance = (now: number): void => {
    const passed = Math.floor(now / 1000) - second
    if (passed <= 0) return
    const quiet = Array.from({ length: Math.min(remembered, passed - 1) }, () => 0)
    seconds = [...seconds, current, ...quiet].slice(-remembered)
    current = 0
    second += passed
  }

  return {
    count: (now: number): void => {
      advance(now)
      current += 1
    },
    rate: (now: number): Rate => {
      advance(now)
      const newest = seconds.slice(-averaged)
      const sum = newest.reduce((total, each) => total + each, 0)
      return { now: newest.length === 0 ? 0 : sum / newest.length, seconds }
    },
  }
}
