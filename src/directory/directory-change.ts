import type { State } from '../wire/state.js'
import type { Service } from './service.js'

/** Something that a message of the directory has changed, or told in passing. */
export type DirectoryChange =
  /** A service that was not known; or one under a new name. */
  | { readonly kind: 'added'; readonly service: Service }
  /** A service that is gone, as it was last. */
  | { readonly kind: 'removed'; readonly service: Service }
  /** A service went up or down, or takes requests or takes none. */
  | { readonly kind: 'state'; readonly service: Service }
  /** What is to be told to all open items of a service. */
  | { readonly kind: 'status'; readonly service: Service; readonly state: State }
  /** What is said of a group of items. */
  | {
      readonly kind: 'group-status'
      readonly service: Service
      readonly group: string
      readonly state: State
    }
