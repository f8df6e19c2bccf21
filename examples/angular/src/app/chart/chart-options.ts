import type uPlot from 'uplot'

/** A chart in the colours that the page has at the moment. */
export const chartOptions = (element: HTMLElement, digits: number): uPlot.Options => {
  const colours = getComputedStyle(element)
  const colour = (name: string): string => {
    // The value of a variable may itself ask for light or dark, so it is read where it has been worked out.
    element.style.setProperty('outline-color', `var(${name})`)
    const value = colours.outlineColor
    element.style.removeProperty('outline-color')
    return value
  }
  const [dim, line, up, down] = ['--dim', '--line', '--up', '--down'].map(colour)
  const axis = { stroke: dim, grid: { stroke: line, width: 1 }, ticks: { show: false } } as uPlot.Axis
  return {
    width: element.clientWidth,
    height: element.clientHeight,
    legend: { show: false },
    cursor: { y: false, points: { size: 6 } },
    scales: { x: { time: true } },
    axes: [
      { ...axis },
      { ...axis, side: 1, size: 64, values: (_, prices) => prices.map((price) => price.toFixed(digits)) },
    ],
    series: [
      {},
      { label: 'Bid', stroke: up ?? '', width: 1.5, points: { show: false } },
      { label: 'Ask', stroke: down ?? '', width: 1.5, points: { show: false } },
    ],
  }
}
