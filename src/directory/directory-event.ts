import type { State } from '../wire/state.js'
import type { DirectoryChange } from './directory-change.js'

/** The service that an event is about. */
export interface EventOfService {
  /** Number of the service. */
  readonly number: number
  /** Name of the service; absent while it is not known. */
  readonly name?: string
}

/** What happened in the source directory, for diagnosis. */
export type DirectoryEvent =
  /** A service is there that was not known. */
  | (EventOfService & {
      readonly event: 'service.added'
      /** Its source is there. */
      readonly up: boolean
      /** It takes new requests. */
      readonly accepting: boolean
    })
  /** A service is gone; the items that name it wait for it to come back. */
  | (EventOfService & { readonly event: 'service.removed' })
  /** A service went up or down, or takes requests or takes none. Says nothing about items that are open. */
  | (EventOfService & {
      readonly event: 'service.state'
      /** Its source is there. */
      readonly up: boolean
      /** It takes new requests. */
      readonly accepting: boolean
    })
  /** The server told something of all open items of a service. */
  | (EventOfService & {
      readonly event: 'service.status'
      /** What holds for the items. */
      readonly state: State
    })
  /** The server told something of a group of items; the items of the group get statuses of their own. */
  | (EventOfService & {
      readonly event: 'service.group-status'
      /** Name of the group as it travels, in base64. */
      readonly group: string
      /** What holds for the items of the group. */
      readonly state: State
    })
  /** The server has no directory for us: items that name a service are asked for without a look at it. */
  | {
      readonly event: 'directory.unavailable'
      /** What the server said, or that it said nothing. */
      readonly state: State
    }

/** A change as an event. */
export const eventOf = (change: DirectoryChange): DirectoryEvent => {
  const { number, name, state } = change.service
  const service = { number, ...(name === undefined ? {} : { name }) }
  const { up, accepting } = state
  switch (change.kind) {
    case 'added':
      return { event: 'service.added', ...service, up, accepting }
    case 'removed':
      return { event: 'service.removed', ...service }
    case 'state':
      return { event: 'service.state', ...service, up, accepting }
    case 'status':
      return { event: 'service.status', ...service, state: change.state }
    case 'group-status':
      return { event: 'service.group-status', ...service, group: change.group, state: change.state }
  }
}
