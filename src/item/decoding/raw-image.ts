import { mergedValue } from '../../content/merge-field.js'
import type { FieldValue } from '../../wire/fields.js'
import type { ItemEvent, RefreshEvent } from '../item-event.js'
import type { FieldCodecs } from './field-codecs.js'

/**
 * The content of an item as one subscriber knows it, before it is decoded. A class with a list in it and no map, for
 * the same reason as the stream: there may be 100,000.
 */
export class RawImage {
  private readonly codecs: FieldCodecs
  /** The values in the order of the codecs; `undefined` for those that are not known. */
  private readonly values: (FieldValue | undefined)[]
  private partial = false
  private id: number | undefined = undefined

  /**
   * Starts empty.
   *
   * @param codecs - the fields that are kept
   */
  constructor(codecs: FieldCodecs) {
    this.codecs = codecs
    this.values = Array.from(codecs, () => undefined)
  }

  /**
   * Takes a refresh, or a part of one; of one that is not to be kept only that it began, or is over. True when it
   * continues one that is under way.
   */
  refresh({ fields, complete, message }: RefreshEvent, kept: boolean): boolean {
    // What is kept of an item comes without a message.
    const moved = this.id !== undefined && message?.ID !== this.id
    const begins = !this.partial || message?.PartNumber === 0 || moved
    // What was on another stream was never in the cache that this one is not to clear.
    if (begins && kept && (moved || message?.ClearCache !== false)) this.clear()
    this.partial = !complete
    this.id = message?.ID
    if (kept) for (const name in fields) this.update(name, fields[name] as FieldValue, true)
    return !begins
  }

  /** Takes any other event into account: the end of a session is the end of a refresh that is half there. */
  heed(event: ItemEvent): void {
    const { stale } = event
    const sessionEnded = stale !== false && stale.cause.error !== undefined
    if (sessionEnded || (event.type === 'status' && event.cleared === true)) this.clear()
    // What came of a refresh is lost with the session; stream ids may be the same on the next one.
    if (sessionEnded) this.partial = false
  }

  /** Takes a field of an update. Gives it as a whole, where the update changed only some columns of a text. */
  update(name: string, value: FieldValue, kept: boolean): FieldValue {
    const place = this.codecs.get(name)?.place
    if (place === undefined) return value
    const whole = mergedValue(this.values[place], value)
    if (kept) this.values[place] = whole
    return whole
  }

  has(name: string): boolean {
    return this.get(name) !== undefined
  }

  get(name: string): FieldValue | undefined {
    const place = this.codecs.get(name)?.place
    return place === undefined ? undefined : this.values[place]
  }

  private clear(): void {
    this.values.fill(undefined)
  }
}
