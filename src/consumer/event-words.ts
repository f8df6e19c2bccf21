/** A duration that somebody waited for: `420 ms`, `3.2 s`, `48 s`, `3 min 5 s`. */
export const duration = (milliseconds: number): string => {
  const seconds = Math.max(0, milliseconds) / 1000
  if (seconds < 1) return `${Math.round(Math.max(0, milliseconds))} ms`
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 100) return `${Math.round(seconds)} s`
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/** A number of things: `1 item`, `6 items`. */
export const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? '' : 's'}`

/** Address of a server without what is the same for all. */
export const host = (url: string): string => (URL.canParse(url) ? new URL(url).host : url)
