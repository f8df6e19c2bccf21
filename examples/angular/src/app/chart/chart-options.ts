import uPlot from 'uplot'
import { clock } from '../look/clock'
import { scale } from '../look/scale'
import { shown } from './price-series'

/** Colours of a page are variables, and a canvas knows none: this reads what they come to at the moment. */
const coloursOf = (element: HTMLElement) => {
  const style = getComputedStyle(element)
  return (name: string): string => {
    // The value of a variable may itself ask for light or dark, so it is read where it has been worked out.
    element.style.setProperty('outline-color', `var(${name})`)
    const value = style.outlineColor
    element.style.removeProperty('outline-color')
    return value
  }
}

/** Room above and below, so that a quiet market does not look like a wild one: eight steps of its prices at least. */
const rangeOf = (low: number | null, high: number | null, digits: number): [number, number] => {
  if (low === null || high === null) return [0, 1]
  const room = Math.max((high - low) * 0.08, (8 * 10 ** -digits - (high - low)) / 2)
  return [low - room, high + room]
}

/** Distances of labels, from the smallest step of a price upwards. */
const stepsOf = (digits: number): number[] =>
  Array.from({ length: 8 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** (power - digits))).flat()

/** Seconds that are drawn: all that there are, within limits. */
const stretchOf = (first: number | undefined, last: number): number =>
  Math.min(shown, Math.max(30, last - (first ?? last)))

/** A chart in the colours that the page has at the moment, which marks the gaps that it is told of. */
export const chartOptions = (
  element: HTMLElement,
  digits: number,
  gaps: () => readonly (readonly [number, number])[],
): uPlot.Options => {
  const colour = coloursOf(element)
  const stale = colour('--warn-wash')
  const larger = scale()
  const common: uPlot.Axis = {
    stroke: colour('--dim'),
    font: `${11 * larger}px system-ui, sans-serif`,
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
  }
  const line = (label: string, name: string): uPlot.Series => ({
    label,
    stroke: colour(name),
    width: 1.5,
    points: { show: false },
    // A price holds until the next one.
    ...(uPlot.paths.stepped && { paths: uPlot.paths.stepped({ align: 1 }) }),
  })
  const drawGaps = (chart: uPlot): void => {
    const { left, top, width, height } = chart.bbox
    chart.ctx.fillStyle = stale
    for (const [from, to] of gaps()) {
      const start = Math.max(left, chart.valToPos(from, 'x', true))
      const end = Math.min(left + width, chart.valToPos(to, 'x', true))
      if (end > start) chart.ctx.fillRect(start, top, end - start, height)
    }
  }
  return {
    width: element.clientWidth,
    height: element.clientHeight,
    padding: [12, 0, 0, 12],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: true, range: (chart, _, max) => [max - stretchOf(chart.data[0][0], max), max] },
      y: { range: (_, low, high) => rangeOf(low, high, digits) },
    },
    axes: [
      {
        ...common,
        size: 28 * larger,
        space: 84 * larger,
        incrs: [5, 10, 20, 30, 60],
        // At the left edge a label would be cut off.
        values: (chart, times) =>
          times.map((at) => (chart.valToPos(at, 'x') < 16 * larger ? '' : clock(at * 1_000))),
      },
      {
        ...common,
        side: 1,
        size: 66 * larger,
        space: 30 * larger,
        incrs: stepsOf(digits),
        values: (_, prices) => prices.map((price) => price.toFixed(digits)),
      },
    ],
    series: [{}, line('Bid', '--bid'), line('Ask', '--ask')],
    hooks: { drawClear: [drawGaps] },
  }
}
