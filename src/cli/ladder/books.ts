import { toBook, type Book, type BookOptions } from '../../index.js'
import type { Kind } from '../board/shelf.js'
import { emptyBookRow, withBook, type BookRow } from './book-row.js'
import { drawLadders } from './draw-ladders.js'

/** Order books, each as a ladder. `levels` bounds what is shown; totals count everything. */
export const books = ({ by, levels }: Pick<BookOptions, 'by' | 'levels'>): Kind<BookRow, Book> => ({
  read: toBook(by === undefined ? {} : { by }),
  empty: emptyBookRow,
  after: withBook,
  draw: (rows, place) => drawLadders(rows, place, levels),
})
