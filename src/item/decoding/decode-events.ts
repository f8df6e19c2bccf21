import type { Clock } from '../../time/clock.js'
import type { FieldValue } from '../../wire/fields.js'
import type { FieldCodecs } from './field-codecs.js'
import { RawImage } from './raw-image.js'
import { Misfits } from './misfits.js'
import { decodeChange, decodeWhole, type Decoded } from './value-decoder.js'
import type { Changes, ItemEvent, RefreshEvent, Stale, StatusEvent, UpdateEvent } from '../item-event.js'

/** Where decoded events go to. */
export interface DecodedEvents<F> {
  next(event: ItemEvent<F>): void
}

const isKept = ({ message }: RefreshEvent | UpdateEvent): boolean => message?.DoNotCache !== true

const healthAlone = ({ name, service, state, stale }: ItemEvent): StatusEvent => ({
  type: 'status',
  name,
  service,
  state,
  stale,
})

/**
 * Decodes the fields of the events of one item for one subscriber, each field by itself. Given each event of the
 * item in turn, it emits what the subscriber is to see. A class, for the same reason as the stream.
 *
 * A value that does not fit is left out. The subscriber then holds an older one, so it is told by a status, and its
 * data is stale until a value that fits has come. A refresh without all required fields would not be what its type
 * says: it is held back, with all updates after it, and is emitted when the last of them has come; before, there is
 * nothing but statuses. The parts of a refresh are put together for the same reason.
 */
export class EventDecoder<F extends object> {
  private readonly codecs: FieldCodecs
  private readonly clock: Clock
  private readonly out: DecodedEvents<F>
  private readonly image: RawImage
  private readonly misfits: Misfits
  /** A refresh that is held back. */
  private pending: RefreshEvent | undefined = undefined
  private wasLive = false

  constructor(codecs: FieldCodecs, clock: Clock, out: DecodedEvents<F>) {
    this.codecs = codecs
    this.clock = clock
    this.out = out
    this.image = new RawImage(codecs)
    this.misfits = new Misfits(clock)
  }

  decode(event: ItemEvent): void {
    switch (event.type) {
      case 'refresh':
        this.onRefresh(event)
        return
      case 'update':
        this.onUpdate(event)
        return
      case 'status':
        this.image.heed(event)
        this.out.next(this.misfits.healthOf(event))
    }
  }

  private emitStatus(event: ItemEvent): void {
    this.out.next(this.misfits.healthOf(healthAlone(event)))
  }

  private tellNews(event: ItemEvent): boolean {
    const statuses = this.misfits.news(event)
    for (const status of statuses) this.out.next(status)
    return statuses.length > 0
  }

  /** What a refresh says of the time before it, when fields did not fit since then. */
  private recoveredOf(
    stale: false | Stale,
    recovered: RefreshEvent['recovered'],
    since: number | undefined,
  ): RefreshEvent['recovered'] {
    if (this.misfits.since !== undefined) return undefined
    if (stale !== false || since === undefined || !(this.wasLive || recovered !== undefined)) return recovered
    return { awayMs: Math.max(0, this.clock() - since) }
  }

  private emitRefresh(refresh: RefreshEvent, fields: Decoded, asItCame: boolean, since?: number): void {
    const { recovered: before, message, ...rest } = refresh
    const recovered = this.recoveredOf(refresh.stale, before, since)
    if (refresh.stale === false && this.misfits.since === undefined) this.wasLive = true
    const event = {
      ...rest,
      // F is the type of what the codecs give, and all that it requires is there.
      fields: fields as F,
      ...(recovered === undefined ? {} : { recovered }),
      // What was put together from several messages is none of them.
      ...(asItCame && message !== undefined ? { message } : {}),
    }
    this.out.next(this.misfits.healthOf<RefreshEvent<F>>(event))
  }

  /** Emits the image as a refresh, or holds it back. */
  private deliver(refresh: RefreshEvent, asItCame: boolean): void {
    const { since } = this.misfits
    const fields = decodeWhole(this.codecs, this.image, this.misfits)
    this.pending = fields === undefined ? refresh : undefined
    if (fields !== undefined) this.emitRefresh(refresh, fields, asItCame, since)
  }

  private onRefresh(event: RefreshEvent): void {
    const kept = isKept(event)
    const continues = this.image.refresh(event, kept)
    if (!event.complete && event.content === undefined) {
      this.pending = event
      return
    }
    if (!kept && !continues) {
      const values = new Map(Object.entries(event.fields))
      const fields = this.pending === undefined ? decodeWhole(this.codecs, values, undefined) : undefined
      if (fields === undefined) this.emitStatus(event)
      else this.emitRefresh(event, fields, true)
      return
    }
    // Other content is not put together here, and each part of it goes on as it came.
    this.deliver(event, !continues || event.content !== undefined)
    // The health that came with a refresh is told even when its content is not.
    if (!this.tellNews(event) && this.pending !== undefined) this.emitStatus(event)
  }

  private whilePending(event: UpdateEvent, refresh: RefreshEvent): void {
    if (!isKept(event)) return
    for (const name in event.fields) this.image.update(name, event.fields[name] as FieldValue, true)
    if (!refresh.complete) return
    const { service, state, stale } = event
    this.deliver({ ...refresh, service, state, stale }, false)
    this.tellNews(event)
  }

  private onUpdate(event: UpdateEvent): void {
    if (this.pending !== undefined) {
      this.whilePending(event, this.pending)
      return
    }
    const kept = isKept(event)
    const fields: Decoded = {}
    for (const name in event.fields) {
      const codec = this.codecs.get(name)
      if (codec === undefined) continue
      const value = this.image.update(name, event.fields[name] as FieldValue, kept)
      decodeChange(fields, name, codec, value, this.misfits)
    }
    if (Object.keys(fields).length > 0 || event.content !== undefined) {
      this.out.next(this.misfits.healthOf<UpdateEvent<F>>({ ...event, fields: fields as Changes<F> }))
    }
    this.tellNews(event)
  }
}
