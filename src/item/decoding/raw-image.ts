import { mergedValue } from '../../content/merge-field.js'
import type { FieldValue } from '../../wire/fields.js'
import type { ItemEvent, RefreshEvent } from '../item-event.js'
import type { FieldCodecs } from './field-codecs.js'

/** The content of an item as one subscriber knows it, before it is decoded. */
export interface RawImage {
  /**
   * Takes a refresh, or a part of one; of one that is not to be kept only that it began, or is over. True when it
   * continues one that is under way.
   */
  refresh(event: RefreshEvent, kept: boolean): boolean
  /** Takes any other event into account: the end of a session is the end of a refresh that is half there. */
  heed(event: ItemEvent): void
  /** Takes a field of an update. Gives it as a whole, where the update changed only some columns of a text. */
  update(name: string, value: FieldValue, kept: boolean): FieldValue
  has(name: string): boolean
  get(name: string): FieldValue | undefined
}

/**
 * Starts empty.
 *
 * @param codecs - the fields that are kept
 */
export const rawImage = (codecs: FieldCodecs): RawImage => {
  const values = new Map<string, FieldValue>()
  let partial = false
  let id: number | undefined

  const update = (name: string, value: FieldValue, kept: boolean): FieldValue => {
    const whole = mergedValue(values.get(name), value)
    if (kept && codecs.has(name)) values.set(name, whole)
    return whole
  }

  return {
    refresh: ({ fields, complete, message }, kept) => {
      // What is kept of an item comes without a message.
      const moved = id !== undefined && message?.ID !== id
      const begins = !partial || message?.PartNumber === 0 || moved
      if (begins && kept && message?.ClearCache !== false) values.clear()
      partial = !complete
      id = message?.ID
      if (kept) for (const name in fields) update(name, fields[name] as FieldValue, true)
      return !begins
    },
    heed: (event) => {
      const { stale } = event
      if (event.type === 'status' && event.cleared === true) values.clear()
      // What came of a refresh is lost with the session; stream ids may be the same on the next one.
      if (stale !== false && stale.cause.error !== undefined) partial = false
    },
    update,
    has: (name) => values.has(name),
    get: (name) => values.get(name),
  }
}
