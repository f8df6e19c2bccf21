import { toImage, type Image } from '../../index.js'
import { drawRows } from './draw-rows.js'
import { emptyRow, withImage, type Row } from './row.js'
import type { Kind } from './shelf.js'

/**
 * Items with fields, a line each.
 *
 * @param fields - fields to show; `undefined` for the usual ones of prices
 */
export const quotes = (fields: readonly string[] | undefined): Kind<Row, Image> => ({
  read: toImage(),
  empty: emptyRow,
  after: withImage,
  draw: (rows, place) => drawRows({ ...place, rows, fields }),
  // Without the heading and the line that tells of the others.
  page: (height) => height - 2,
})
