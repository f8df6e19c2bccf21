/** A duration in few characters: `7s`, `12m`, `3h`, `2d`. */
export const briefly = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  if (seconds < 100) return `${seconds}s`
  if (seconds < 6000) return `${Math.floor(seconds / 60)}m`
  if (seconds < 360_000) return `${Math.floor(seconds / 3600)}h`
  return `${Math.floor(seconds / 86_400)}d`
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** The time of day on this machine. */
export const clockTime = (at: number): string => {
  const date = new Date(at)
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':')
}

/** How many digits a number has after its point. */
export const decimalsOf = (value: number): number => {
  const [, digits = ''] = String(value).split('.')
  return Math.min(8, digits.length)
}

/** A field by name, which may be that of a member of every object. */
export const fieldOf = (fields: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(fields, name) ? fields[name] : undefined

/** The value of a field, numbers with so many digits after the point; empty for a blank one. */
export const fieldText = (value: unknown, decimals?: number): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return decimals === undefined ? String(value) : value.toFixed(decimals)
  return typeof value === 'string' ? value.trim() : JSON.stringify(value)
}
