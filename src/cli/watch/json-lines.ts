import { type ConsumerEvent, type ConsumerState, type NamedEvent, OmmError } from '../../index.js'

type Members = Readonly<Record<string, unknown>>

/** Errors by code and message, and nothing else of them. */
const plain = (value: unknown): unknown => {
  if (value instanceof OmmError) return { code: value.code, message: value.message }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]))
}

const chosen = (fields: Members, wanted: readonly string[] | undefined): Members =>
  wanted === undefined
    ? fields
    : Object.fromEntries(
        wanted.filter((name) => Object.hasOwn(fields, name)).map((name) => [name, fields[name]]),
      )

/**
 * An item event as it is printed.
 *
 * @param start - the time from which times are counted, in milliseconds since 1970
 * @param now - the time at which it came
 * @param wanted - the fields to print; `undefined` for all
 */
export const itemLine = (
  { name, event }: NamedEvent,
  start: number,
  now: number,
  wanted?: readonly string[],
): Members => {
  const { type, service, state, stale } = event
  return {
    t: now - start,
    type,
    name,
    ...(service === undefined ? {} : { service }),
    ...(event.type === 'refresh' ? { solicited: event.solicited } : {}),
    ...(event.type === 'refresh' && !event.complete ? { complete: false } : {}),
    ...(event.type === 'status' ? {} : { fields: chosen(event.fields, wanted) }),
    ...(event.type === 'status' || event.content === undefined ? {} : { content: event.content }),
    state,
    ...(stale === false
      ? {}
      : { stale: { since: stale.since - start, code: stale.cause.code, text: stale.cause.text } }),
    ...(event.type === 'refresh' && event.recovered !== undefined ? { recovered: event.recovered } : {}),
  }
}

/** A consumer event as it is printed. */
export const eventLine = (consumerEvent: ConsumerEvent, start: number): Members => {
  const { at, event, ...members } = consumerEvent
  return { t: at - start, type: 'event', event, ...(plain(members) as Members) }
}

/** A state of the consumer as it is printed. */
export const stateLine = (state: ConsumerState, start: number, now: number): Members => ({
  t: now - start,
  type: 'state',
  ...(plain(state) as Members),
})
