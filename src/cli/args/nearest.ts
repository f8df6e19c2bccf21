/** How many characters have to be put in, taken out, replaced or swapped with their neighbour to get from one to the other. */
const distance = (one: string, other: string): number => {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, index) => index)]
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Infinity
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    rows.push(row)
    for (let j = 1; j <= other.length; j++) {
      const replaced = at(i - 1, j - 1) + (one[i - 1] === other[j - 1] ? 0 : 1)
      const swapped =
        one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1] ? at(i - 2, j - 2) + 1 : Infinity
      row.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, replaced, swapped))
    }
  }
  return at(one.length, other.length)
}

/** A question with the word that was probably meant, to be put after what was wrong; nothing if none is near. */
export const didYouMean = (given: string, words: readonly string[], prefix = ''): string => {
  // What is long is no slip of the finger, and would take long to compare.
  if (given.length > 40) return ''
  const typed = given.toLowerCase()
  const rated = words
    .map((word) => ({
      word,
      far: typed.length > 2 && word.toLowerCase().startsWith(typed) ? 1 : distance(typed, word.toLowerCase()),
    }))
    .sort((one, other) => one.far - other.far)
  const [best] = rated
  const near = best !== undefined && best.far <= Math.max(1, Math.floor(typed.length / 3))
  return near ? `; did you mean ${prefix}${best.word}?` : ''
}
