import type { Fields } from '../../wire/fields.js'
import { applyPages } from './apply-pages.js'

/** Fields with changes on top, as a new object. A spread, so that a field may be called `__proto__`. */
export const mergedFields = (before: Fields, changes: Fields): Fields => ({
  ...before,
  ...applyPages(before, changes),
})
