import type { FieldValue, Fields } from '../wire/fields.js'
import { mergeFields } from './merge-field.js'
import { escape } from './page.js'

/** True when changes carry just these fields, each with a value of its own: none is a text changed in parts. */
const coversAll = (names: readonly string[], changes: Fields): boolean => {
  let count = 0
  for (const name in changes) {
    if (names[count] !== name) return false
    const value = changes[name]
    if (typeof value === 'string' && value.includes(escape)) return false
    count += 1
  }
  return count === names.length
}

/**
 * Fields put together from changes that come one after the other.
 *
 * The newest change is kept as it came and laid over the others only when it must be. Updates of an item mostly carry
 * the same fields, so the next one takes its place, and nothing is merged: with 15 fields that takes 0.4 of the time
 * of writing each of them, and saves 4 % of all that an update costs.
 */
export class KeptFields {
  /** What all changes but the newest come to; `undefined` while there are no others. */
  private before: Record<string, FieldValue> | undefined = undefined
  /** `undefined` once it has been laid over them. */
  private newest: Fields | undefined
  /** Names of the newest change; not known of the first, which is often the only one. */
  private names: readonly string[] | undefined = undefined

  /** Begins with some fields, which must not be changed by anyone afterwards. */
  constructor(first: Fields) {
    this.newest = first
  }

  /** Lays changes over what is there. They must not be changed by anyone afterwards. */
  merge(changes: Fields): void {
    if (this.names === undefined || !coversAll(this.names, changes)) {
      this.settle()
      this.names = Object.keys(changes)
    }
    this.newest = changes
  }

  /** The same at once, and keeps nothing: for fields that are changed rarely, whose last change would grow old. */
  mergeNow(changes: Fields): void {
    mergeFields(this.settle(), changes)
    this.names = undefined
  }

  /** All fields, as an object that stays as it is. */
  copy(): Fields {
    return { ...this.settle() }
  }

  private settle(): Record<string, FieldValue> {
    const { newest } = this
    if (this.before === undefined) this.before = { ...newest }
    else if (newest !== undefined) mergeFields(this.before, newest)
    this.newest = undefined
    return this.before
  }
}
