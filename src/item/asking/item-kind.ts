import { domain as readDomain } from '../../wire/enums.js'
import type { ItemKind, ItemOptions } from './item-request.js'

/** Gives each distinct kind of request one object. */
export type KindRegister = (options: ItemOptions) => ItemKind

/** JSON knows no integers of any size. */
const exactly = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' ? { integer: String(value) } : value

/** The members of an object in the same order, whatever order they were written in. */
const inOrder = (members: object | undefined): unknown =>
  members && Object.entries(members).sort(([one], [other]) => (one < other ? -1 : 1))

/** Starts without kinds. */
export const kindRegister = (): KindRegister => {
  const kinds = new Map<string, ItemKind>()
  // Whoever opens 100,000 items mostly asks for one kind: to compare it takes a twentieth of the time of its text.
  let last: ItemKind | undefined
  return ({
    service,
    domain = 'MarketPrice',
    nameType,
    snapshot = false,
    private: isPrivate = false,
    qos,
    worstQos,
    key,
  }) => {
    if (
      last !== undefined &&
      last.service === service &&
      last.domain === domain &&
      last.nameType === nameType &&
      last.snapshot === snapshot &&
      last.private === isPrivate &&
      // Objects may have changed since.
      (qos ?? worstQos ?? key ?? last.qos ?? last.worstQos ?? last.key) === undefined
    )
      return last
    // A domain by number is that of the same name; it is sent as it was given first.
    const sameDomain = typeof domain === 'number' ? readDomain(domain) : domain
    const text = JSON.stringify(
      [service, sameDomain, nameType, snapshot, isPrivate, inOrder(qos), inOrder(worstQos), inOrder(key)],
      exactly,
    )
    let kind = kinds.get(text)
    if (kind === undefined) {
      // Copies: the caller may change them later, and they go out again with every session.
      kind = {
        service,
        domain,
        nameType,
        snapshot,
        private: isPrivate,
        qos: structuredClone(qos),
        worstQos: structuredClone(worstQos),
        key: structuredClone(key),
        told: { state: undefined, service: undefined, qos: undefined, updates: 0 },
      }
      kinds.set(text, kind)
    }
    last = kind
    return kind
  }
}

/** A kind as options, without the members that are not set. */
export const kindOptions = (kind: ItemKind): ItemOptions => ({
  domain: kind.domain,
  snapshot: kind.snapshot,
  private: kind.private,
  ...(kind.service === undefined ? {} : { service: kind.service }),
  ...(kind.nameType === undefined ? {} : { nameType: kind.nameType }),
  ...(kind.qos === undefined ? {} : { qos: kind.qos }),
  ...(kind.worstQos === undefined ? {} : { worstQos: kind.worstQos }),
  ...(kind.key === undefined ? {} : { key: kind.key }),
})
