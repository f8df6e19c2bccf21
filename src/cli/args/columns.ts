/** Lines of two columns. */
export type Pairs = readonly (readonly [left: string, right: string])[]

/** Width of the help: it fits a terminal of 80 columns. */
export const lineWidth = 78

const longestLeft = 26

/** Text in lines of a width, broken at spaces. */
export const wrap = (text: string, width: number): readonly string[] =>
  text.split(' ').reduce<readonly string[]>((lines, word) => {
    const line = lines.at(-1)
    return line === undefined || line.length + 1 + word.length > width
      ? [...lines, word]
      : [...lines.slice(0, -1), `${line} ${word}`]
  }, [])

/** Two columns; the right one is wrapped. */
export const columns = (pairs: Pairs): readonly string[] => {
  const width = Math.min(longestLeft, Math.max(...pairs.map(([left]) => left.length)))
  return pairs.flatMap(([left, right]) => {
    const [first = '', ...others] = wrap(right, lineWidth - width - 4)
    const rest = others.map((line) => `${' '.repeat(width + 4)}${line}`)
    return left.length <= width
      ? [`  ${left.padEnd(width)}  ${first}`, ...rest]
      : [`  ${left}`, `${' '.repeat(width + 4)}${first}`, ...rest]
  })
}
