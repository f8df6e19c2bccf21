import { isRecord } from '../content/is-record.js'
import type { Container } from '../wire/containers.js'
import type { StreamMessage } from '../wire/messages.js'
import { mapAction } from './actions.js'
import type { DirectoryChange } from './directory-change.js'
import type { Service } from './service.js'
import { newService, withEntries } from './service-entries.js'

/** What is known of the services after some messages of the directory. */
export interface DirectoryImage {
  readonly services: ReadonlyMap<number, Service>
  /** Services of which a refresh in parts has told so far; `undefined` while none is under way. */
  readonly told?: ReadonlySet<number>
}

/** What a message of the directory makes of what was known. */
export interface DirectoryReading {
  readonly image: DirectoryImage
  /** What has changed, in order. */
  readonly changes: readonly DirectoryChange[]
}

/** Nothing is known. */
export const noServices: DirectoryImage = { services: new Map() }

const numberOfService = (raw: unknown): number | undefined => {
  const number = typeof raw === 'bigint' ? Number(raw) : raw
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : undefined
}

const tellDifference = (before: Service | undefined, after: Service, changes: DirectoryChange[]): void => {
  if (before === undefined) {
    changes.push({ kind: 'added', service: after })
  } else if (before.name !== undefined && before.name !== after.name) {
    // The number went to another service: items know their service by its name.
    changes.push({ kind: 'removed', service: before }, { kind: 'added', service: after })
  } else if (before.state.up !== after.state.up || before.state.accepting !== after.state.accepting) {
    changes.push({ kind: 'state', service: after })
  }
}

interface Draft {
  readonly services: Map<number, Service>
  readonly told: Set<number> | undefined
  readonly changes: DirectoryChange[]
}

const remove = ({ services, changes }: Draft, number: number): void => {
  const service = services.get(number)
  if (service === undefined) return
  services.delete(number)
  changes.push({ kind: 'removed', service })
}

const applyEntry = (draft: Draft, entry: unknown): void => {
  if (!isRecord(entry)) return
  const { Key: key } = entry
  const action = mapAction(entry['Action'])
  const number = numberOfService(key)
  if (number === undefined) return
  if (action === 'Delete') {
    remove(draft, number)
    return
  }
  if (action !== 'Add' && action !== 'Update') return
  const { services, told, changes } = draft
  const before = services.get(number)
  const passing: DirectoryChange[] = []
  const known = action === 'Add' ? undefined : before
  // An update of a service that is not known should not come; some servers send it first.
  const after = withEntries(known ?? newService(number), entry, passing)
  told?.add(number)
  services.set(number, after)
  tellDifference(before, after, changes)
  // One by one: as arguments, a hundred thousand of them would be too many.
  for (const change of passing) changes.push(change)
}

const entriesOf = (message: Container): readonly unknown[] => {
  const entries: unknown = message.Map?.Entries
  return Array.isArray(entries) ? entries : []
}

/** Services of which a refresh tells, from its first part on; `undefined` when it is to be laid over what is known. */
const toldBy = (told: ReadonlySet<number> | undefined, message: StreamMessage): Set<number> | undefined => {
  if (message.Type !== 'Refresh') return told && new Set(told)
  if (told !== undefined && message.PartNumber !== 0) return new Set(told)
  return message.ClearCache === false ? undefined : new Set()
}

/**
 * Lays a message of the directory over what is known. What it does not touch stays the same object. The services
 * that a refresh does not name are gone with its last part, so that none of them goes and comes back within it.
 */
export const applyDirectory = (known: DirectoryImage, message: StreamMessage): DirectoryReading => {
  const clears = message.Type === 'Status' && message.ClearCache === true
  const entries = message.Type === 'Refresh' || message.Type === 'Update' ? entriesOf(message) : []
  if (message.Type !== 'Refresh' && !clears && entries.length === 0) return { image: known, changes: [] }
  const draft: Draft = {
    services: new Map(known.services),
    told: toldBy(known.told, message),
    changes: [],
  }
  if (clears) for (const number of known.services.keys()) remove(draft, number)
  for (const entry of entries) applyEntry(draft, entry)
  const ended = message.Type === 'Refresh' && message.Complete !== false
  if (ended && draft.told !== undefined)
    for (const number of known.services.keys()) if (!draft.told.has(number)) remove(draft, number)
  const { services, told, changes } = draft
  return { image: { services, ...(ended || told === undefined ? {} : { told }) }, changes }
}
