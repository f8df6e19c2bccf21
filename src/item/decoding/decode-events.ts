import type { Clock } from '../../time/clock.js'
import type { FieldValue } from '../../wire/fields.js'
import type { FieldCodecs } from './field-codecs.js'
import { rawImage } from './raw-image.js'
import { misfitFields } from './misfits.js'
import { valueDecoder, type Decoded } from './value-decoder.js'
import type { Changes, ItemEvent, RefreshEvent, Stale, StatusEvent, UpdateEvent } from '../item-event.js'

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
 * item in turn, it emits what the subscriber is to see.
 *
 * A value that does not fit is left out. The subscriber then holds an older one, so it is told by a status, and its
 * data is stale until a value that fits has come. A refresh without all required fields would not be what its type
 * says: it is held back, with all updates after it, and is emitted when the last of them has come; before, there is
 * nothing but statuses. The parts of a refresh are put together for the same reason.
 */
export const decodeEvents = <F extends object>(
  codecs: FieldCodecs,
  clock: Clock,
  emit: (event: ItemEvent<F>) => void,
): ((event: ItemEvent) => void) => {
  const image = rawImage(codecs)
  const misfits = misfitFields(clock)
  const noting = valueDecoder(codecs, misfits)
  const passing = valueDecoder(codecs)
  /** A refresh that is held back. */
  let pending: RefreshEvent | undefined
  let wasLive = false

  const emitStatus = (event: ItemEvent): void => {
    emit(misfits.healthOf(healthAlone(event)))
  }
  const tellNews = (event: ItemEvent): boolean => {
    const statuses = misfits.news(event)
    for (const status of statuses) emit(status)
    return statuses.length > 0
  }

  /** What a refresh says of the time before it, when fields did not fit since then. */
  const recoveredOf = (
    stale: false | Stale,
    recovered: RefreshEvent['recovered'],
    since: number | undefined,
  ): RefreshEvent['recovered'] => {
    if (misfits.since !== undefined) return undefined
    if (stale !== false || since === undefined || !(wasLive || recovered !== undefined)) return recovered
    return { awayMs: Math.max(0, clock() - since) }
  }
  const emitRefresh = (refresh: RefreshEvent, fields: Decoded, asItCame: boolean, since?: number): void => {
    const { recovered: before, message, ...rest } = refresh
    const recovered = recoveredOf(refresh.stale, before, since)
    if (refresh.stale === false && misfits.since === undefined) wasLive = true
    const event = {
      ...rest,
      // F is the type of what the codecs give, and all that it requires is there.
      fields: fields as F,
      ...(recovered === undefined ? {} : { recovered }),
      // What was put together from several messages is none of them.
      ...(asItCame && message !== undefined ? { message } : {}),
    }
    emit(misfits.healthOf<RefreshEvent<F>>(event))
  }

  /** Emits the image as a refresh, or holds it back. */
  const deliver = (refresh: RefreshEvent, asItCame: boolean): void => {
    const { since } = misfits
    const fields = noting.whole(image)
    pending = fields === undefined ? refresh : undefined
    if (fields !== undefined) emitRefresh(refresh, fields, asItCame, since)
  }

  const onRefresh = (event: RefreshEvent): void => {
    const kept = isKept(event)
    const continues = image.refresh(event, kept)
    if (!event.complete && event.content === undefined) {
      pending = event
      return
    }
    if (!kept && !continues) {
      const fields = pending === undefined ? passing.whole(new Map(Object.entries(event.fields))) : undefined
      if (fields === undefined) emitStatus(event)
      else emitRefresh(event, fields, true)
      return
    }
    // Other content is not put together here, and each part of it goes on as it came.
    deliver(event, !continues || event.content !== undefined)
    // The health that came with a refresh is told even when its content is not.
    if (!tellNews(event) && pending !== undefined) emitStatus(event)
  }

  const whilePending = (event: UpdateEvent, refresh: RefreshEvent): void => {
    if (!isKept(event)) return
    for (const name in event.fields) image.update(name, event.fields[name] as FieldValue, true)
    if (!refresh.complete) return
    const { service, state, stale } = event
    deliver({ ...refresh, service, state, stale }, false)
    tellNews(event)
  }

  const onUpdate = (event: UpdateEvent): void => {
    if (pending !== undefined) {
      whilePending(event, pending)
      return
    }
    const kept = isKept(event)
    const fields: Decoded = {}
    for (const name in event.fields) {
      const codec = codecs.get(name)
      if (codec === undefined) continue
      noting.change(fields, name, codec, image.update(name, event.fields[name] as FieldValue, kept))
    }
    if (Object.keys(fields).length > 0 || event.content !== undefined) {
      emit(misfits.healthOf<UpdateEvent<F>>({ ...event, fields: fields as Changes<F> }))
    }
    tellNews(event)
  }

  return (event) => {
    switch (event.type) {
      case 'refresh':
        onRefresh(event)
        return
      case 'update':
        onUpdate(event)
        return
      case 'status':
        image.heed(event)
        emit(misfits.healthOf(event))
    }
  }
}
