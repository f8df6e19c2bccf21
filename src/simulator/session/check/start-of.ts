/** Strings as a whole, and what opens, closes or parts. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},]/g

/** Where in a packed frame its message of this number begins; 0 for a frame of one message. */
export const startOf = (frame: string, index: number): number => {
  if (index === 0) return 0
  let depth = 0
  let left = index
  for (const { 0: text, index: at } of frame.matchAll(token)) {
    if (text === '[' || text === '{') depth++
    else if (text === ']' || text === '}') depth--
    else if (text === ',' && depth === 1 && --left === 0) return at
  }
  return 0
}
