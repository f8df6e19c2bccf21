import { checkRequest } from './check-request.js'
import type { ItemKind, ItemOptions } from './item-request.js'

/** A request that was checked, and copied where a caller may change it later. */
export interface Prepared {
  readonly kind: ItemKind
  readonly options: ItemOptions
}

/**
 * Checks a request once, however often it is subscribed to.
 *
 * @throws UsageError `invalid-options` with what is wrong
 */
export const prepareRequest = (
  names: readonly string[],
  options: ItemOptions,
  kindOf: (options: ItemOptions) => ItemKind,
): Prepared => {
  checkRequest(names, options)
  const { view, priority } = options
  return {
    kind: kindOf(options),
    options: {
      ...options,
      ...(view === undefined ? {} : { view: [...view] }),
      ...(priority === undefined ? {} : { priority: { ...priority } }),
    },
  }
}
