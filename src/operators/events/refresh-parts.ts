import type { ItemEvent, RefreshEvent } from '../../item/item-event.js'

/**
 * What a refresh does to the content: it replaces it, it is laid over it, or it continues the refresh that is under
 * way.
 */
export type RefreshRole = 'replaces' | 'overlays' | 'continues'

/** Follows the parts of the refreshes of an item. A class, because there may be 100,000. */
export class RefreshParts {
  /** True from the first part until the last one is in. */
  underWay = false
  private id: number | undefined = undefined
  /** Nothing can be laid over what was before: its stream is over, or a refresh that replaces it has begun. */
  private outdated = false

  /**
   * What this refresh does. To be asked once for each refresh, in order. One that is not to be cached replaces
   * nothing, but it may begin or end a refresh as any part does.
   */
  roleOf({ complete, message }: RefreshEvent<unknown>): RefreshRole {
    // By the model only the first part says ClearCache, but servers leave the member out and its default is true:
    // taken literally in a later part it would wipe the parts before. An item that was asked for again has
    // another stream id, and what was half-built on the old one is lost. One without a message after others is
    // what is kept of an item, of this one or of another: all that is known.
    const moved = this.id !== undefined && message?.ID !== this.id
    const begins = !this.underWay || message?.PartNumber === 0 || moved
    const keeps = message?.ClearCache === false && !moved && !this.outdated
    const overlays = keeps || message?.DoNotCache === true
    this.underWay = !complete
    this.id = message?.ID
    if (begins) this.outdated = !overlays
    if (complete) this.outdated = false
    return !begins ? 'continues' : overlays ? 'overlays' : 'replaces'
  }

  /** Takes note of any other event: the end of a session ends a half-built refresh. */
  heed({ stale }: ItemEvent<unknown>): void {
    // The rest of the parts was lost with the session; ids may be the same on the next one.
    if (stale === false || stale.cause.error === undefined) return
    this.underWay = false
    this.outdated = true
  }
}
