import type { Service, Services } from '../../index.js'

/** A change of a service as it is printed. */
export interface ServiceLine {
  /** Milliseconds since the command began. */
  readonly t: number
  /** Name of the service; its number as text where the server tells no name. */
  readonly service: string
  readonly number: number
  readonly state: 'up' | 'down' | 'removed'
  /** It takes new requests. */
  readonly accepting: boolean
}

const lineOf = (t: number, { name, number, state }: Service): ServiceLine => ({
  t,
  service: name ?? String(number),
  number,
  state: state.up ? 'up' : 'down',
  accepting: state.accepting,
})

const same = (one: ServiceLine, other: ServiceLine): boolean =>
  one.service === other.service && one.state === other.state && one.accepting === other.accepting

/** Starts without services; what it returns tells what changed since the last time, in the order of the numbers. */
export const serviceLines = (): ((services: Services, t: number) => readonly ServiceLine[]) => {
  const known = new Map<number, ServiceLine>()
  return ({ byNumber, stale }, t) => {
    // The last map that was known: nothing has been told since.
    if (stale !== false) return []
    const lines: ServiceLine[] = []
    for (const [number, before] of known) {
      if (byNumber.has(number)) continue
      known.delete(number)
      lines.push({ ...before, t, state: 'removed', accepting: false })
    }
    for (const service of byNumber.values()) {
      const line = lineOf(t, service)
      const before = known.get(service.number)
      if (before !== undefined && same(before, line)) continue
      known.set(service.number, line)
      lines.push(line)
    }
    return lines.sort((one, other) => one.number - other.number)
  }
}
