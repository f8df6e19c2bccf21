import type { Kind } from '../board/shelf.js'
import { drawSheets } from './draw-sheet.js'
import { toSheet, type Sheet } from './sheet.js'
import { emptySheetRow, withSheet, type SheetRow } from './sheet-row.js'

/**
 * Items of any content, as lists of what they hold.
 *
 * @param fields - fields to show; `undefined` for all
 */
export const sheets = (fields: readonly string[] | undefined): Kind<SheetRow, Sheet> => ({
  read: toSheet,
  empty: emptySheetRow,
  after: withSheet,
  draw: (rows, place) => drawSheets(rows, place, fields),
})
