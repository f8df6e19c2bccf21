import { type Observer, type OperatorFunction, type Subscriber, Observable } from 'rxjs'
import type { ItemEvent, RefreshEvent, Stale } from '../item/item-event.js'
import type { Fields } from '../wire/fields.js'
import type { State } from '../wire/state.js'
import { applyPages } from './events/apply-pages.js'
import { ImageFields } from './events/image-fields.js'
import { RefreshParts } from './events/refresh-parts.js'

/** The whole content of an item at one moment. Immutable: every change makes a new one. */
export interface Image<F = Fields> {
  /** Name of the item, as it was asked for. */
  readonly name: string
  /** Service of the item. */
  readonly service: string | number | undefined
  /** All fields. Empty until the first refresh. */
  readonly fields: F
  /** Names of the fields whose value differs from the image before. */
  readonly changed: readonly (keyof F & string)[]
  /** Health of the stream. */
  readonly state: State
  /** `false` while the data is live, else since when it is stale and why. The last good values stay. */
  readonly stale: false | Stale
  /** Present on the first live image after the item was stale. */
  readonly recovered?: {
    /** How long the item was stale, in milliseconds. */
    readonly awayMs: number
  }
}

/** How an image is made. */
export interface ImageOptions {
  /**
   * An update may change some columns of a long text, a row of a page, by escape sequences. They are applied to the
   * text that was there. With `false` the text of the update takes its place as it came.
   *
   * @defaultValue `true`
   */
  readonly pages?: boolean
}

const none: readonly string[] = Object.freeze([])
const empty: Fields = Object.freeze({})

/** Own fields only: a field may be called like a member of every object. */
const at = (fields: Fields, name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined)

const differing = (before: Fields, after: Fields): readonly string[] =>
  Object.keys(after).filter((name) => at(before, name) !== after[name])

/** A codec may decode a field that is not there to `undefined`, which nobody can tell from a field that is not there. */
const present = (fields: Fields): readonly string[] =>
  Object.keys(fields).filter((name) => fields[name] !== undefined)

const vanished = (before: Fields, after: Fields): readonly string[] =>
  present(before).filter((name) => !Object.hasOwn(after, name))

/** Makes the images of one item. A class, because there may be 100,000: closures would cost 0.9 kB more for each. */
class ImageMaker<F extends object> implements Observer<ItemEvent<F>> {
  private readonly subscriber: Subscriber<Image<F>>
  private readonly pages: boolean
  private readonly follow = new RefreshParts()
  private image = new ImageFields(empty)
  private isComplete = false
  /** The parts of a refresh that is under way, and whether it is laid over what was. */
  private parts = empty
  private overlay = false

  constructor(subscriber: Subscriber<Image<F>>, pages: boolean) {
    this.subscriber = subscriber
    this.pages = pages
  }

  next(event: ItemEvent<F>): void {
    const changed = this.take(event)
    if (changed === undefined) return
    const next: Image<F> = {
      name: event.name,
      service: event.service,
      // The fields were given as F and are only ever put together, so they are F again.
      fields: this.image.present as F,
      changed: changed as readonly (keyof F & string)[],
      state: event.state,
      stale: event.stale,
    }
    const recovered = event.type === 'refresh' ? event.recovered : undefined
    this.subscriber.next(recovered === undefined ? next : { ...next, recovered })
  }

  error(error: unknown): void {
    this.subscriber.error(error)
  }

  complete(): void {
    this.subscriber.complete()
  }

  /** Takes an event over. Gives the names of the fields that differ; `undefined` where there is nothing to show. */
  private take(event: ItemEvent<F>): readonly string[] | undefined {
    switch (event.type) {
      case 'refresh':
        return this.takeRefresh(event)
      case 'update': {
        if (event.message?.DoNotCache === true) return undefined
        const update = event.fields as Fields
        // What arrives between the parts of a refresh belongs on top of them.
        if (this.follow.underWay) {
          this.parts = { ...this.parts, ...this.applied(this.parts, update) }
          if (!this.isComplete) return undefined
        }
        return this.image.update(update, this.pages)
      }
      case 'status': {
        this.follow.heed(event)
        if (event.cleared !== true) return none
        const changed = present(this.image.present)
        this.image = new ImageFields(empty)
        this.parts = empty
        return changed
      }
    }
  }

  private takeRefresh(event: RefreshEvent<F>): readonly string[] | undefined {
    const role = this.follow.roleOf(event)
    if (role !== 'continues') {
      this.overlay = role === 'overlays'
      this.parts = empty
    }
    if (event.message?.DoNotCache !== true) {
      const part = event.fields as Fields
      this.parts = this.parts === empty ? part : { ...this.parts, ...part }
    }
    if (!event.complete) return undefined
    // Nothing of it was to be kept.
    if (this.overlay && this.parts === empty) return none
    this.isComplete = true
    const fields = this.image.present
    const whole = this.overlay ? { ...fields, ...this.applied(fields, this.parts) } : this.parts
    this.image = new ImageFields(whole)
    this.parts = empty
    return fields === empty ? present(whole) : [...differing(fields, whole), ...vanished(fields, whole)]
  }

  private applied(fields: Fields, changes: Fields): Fields {
    return this.pages ? applyPages(fields, changes) : changes
  }
}

/**
 * Turns the events of an item into its whole content: refreshes replace it, updates are merged, statuses change
 * its health and leave the values, unless the server takes them back.
 *
 * ```text
 * source    -R{BID:1,ASK:2}--U{BID:3}-------S(suspect)--R{BID:4,ASK:5}-
 * toImage() -{BID:1,ASK:2}---{BID:3,ASK:2}--(stale)-----{BID:4,ASK:5}--
 * ```
 *
 * Each emission is a new object, so signals and change detection see it; where only the health changed, `fields`
 * is the same object as before. Parts of a refresh are not shown until the last one is in. Content that the server
 * marks as not to be cached is not taken over; it is in the events.
 *
 * @param options - what to do with texts that are changed in parts
 *
 * @example
 * ```ts
 * import { toImage, type Consumer } from 'rx-omm'
 *
 * declare const consumer: Consumer
 * consumer
 *   .item('EUR=')
 *   .pipe(toImage())
 *   .subscribe(({ fields, stale }) => console.log(fields.BID, fields.ASK, stale ? 'stale' : 'live'))
 * ```
 */
export const toImage =
  <F extends object = Fields>({ pages = true }: ImageOptions = {}): OperatorFunction<
    ItemEvent<F>,
    Image<F>
  > =>
  (source) =>
    new Observable((subscriber) => source.subscribe(new ImageMaker(subscriber, pages)))
