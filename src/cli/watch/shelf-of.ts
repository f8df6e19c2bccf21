import { quotes } from '../board/quotes.js'
import { createShelf, type Shelf } from '../board/shelf.js'
import { books } from '../ladder/books.js'
import { sheets } from '../sheet/sheets.js'
import { lookOf, type KindWish } from './kind-of.js'

/**
 * A place for the items on the board.
 *
 * @param fields - fields to show; `undefined` for the usual ones
 */
export const shelfOf = (
  wish: KindWish,
  names: readonly string[],
  fields: readonly string[] | undefined,
): Shelf => {
  switch (lookOf(wish)) {
    case 'quotes':
      return createShelf(quotes(fields), names)
    case 'books':
      return createShelf(books(wish), names)
    case 'sheets':
      return createShelf(sheets(fields), names)
  }
}
