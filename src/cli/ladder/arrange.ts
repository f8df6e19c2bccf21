import { frameHeight } from './draw-ladder.js'

/** Narrowest ladder, in columns: two fit side by side on the usual terminal. */
const leastWidth = 38
/** Levels below which ladders stand side by side rather than one below the other. */
const enoughLevels = 6
/** Columns between two ladders. */
export const betweenLadders = 2

/** How several ladders share a terminal. */
export interface Arrangement {
  readonly across: number
  readonly down: number
  /** Width of each, in columns. */
  readonly width: number
  /** Levels of each. */
  readonly levels: number
}

/** What is to be arranged, and where. */
export interface ArrangementWish {
  readonly books: number
  readonly width: number
  readonly height: number
  /** Most levels that any of them can show. */
  readonly levels: number
}

/** Puts ladders one below the other while each shows enough levels, else side by side; some may have no room. */
export const arrange = ({ books, width, height, levels }: ArrangementWish): Arrangement => {
  const most = Math.max(
    1,
    Math.min(books, Math.floor((width + betweenLadders) / (leastWidth + betweenLadders))),
  )
  const levelsOf = (down: number, room = height): number =>
    Math.min(levels, Math.floor((room - (down - 1)) / down) - frameHeight)
  const enough = Math.min(levels, enoughLevels)
  const choices = Array.from({ length: most }, (_, index) => index + 1)
  const across = choices.find((each) => levelsOf(Math.ceil(books / each)) >= enough) ?? most
  const all = Math.ceil(books / across)
  // One level is the least that a ladder is drawn for. Where not all fit, a line of the height tells so.
  const fits = levelsOf(all) >= 1
  const down = fits ? all : Math.max(1, Math.floor(height / (frameHeight + 2)))
  return {
    across,
    down,
    width: Math.floor((width - (across - 1) * betweenLadders) / across),
    levels: Math.max(1, levelsOf(down, fits ? height : height - 1)),
  }
}
