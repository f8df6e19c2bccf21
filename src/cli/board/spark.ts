const bars = '▁▂▃▄▅▆▇█'

/** Values as a line of bars, the newest at the right; the lowest value has the lowest bar. */
export const spark = (values: readonly number[], width: number): string => {
  const shown = values.slice(-Math.max(0, width))
  if (width <= 0 || shown.length === 0) return ''
  const low = Math.min(...shown)
  const range = Math.max(...shown) - low
  const bar = (value: number): string =>
    bars[range === 0 ? 3 : Math.round(((value - low) / range) * (bars.length - 1))] ?? ''
  return shown.map(bar).join('')
}

/** A part of a whole as a bar of a fixed width. */
export const gauge = (part: number, width: number): string => {
  const full = Math.round(Math.min(1, Math.max(0, part)) * width)
  return '█'.repeat(full) + '░'.repeat(width - full)
}
