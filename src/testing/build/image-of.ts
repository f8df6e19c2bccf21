import type { Image } from '../../operators/to-image.js'
import type { Fields } from '../../wire/fields.js'
import { baseOf } from './defaults.js'

/**
 * An image, as `toImage` emits them: the first one, in which all fields have changed, unless said otherwise.
 *
 * @param fields - all fields
 * @param more - what differs from the default; with `stale`, the state is Open/Suspect
 *
 * @example
 * ```ts
 * import { imageOf, staleBecause } from 'rx-omm/testing'
 *
 * const live = imageOf({ BID: 1.0923, ASK: 1.0925 })
 * const old = imageOf({ BID: 1.0923 }, { changed: [], stale: staleBecause('feed lost') })
 * ```
 */
export const imageOf = <F extends object = Fields>(
  fields: NoInfer<F>,
  more: Partial<Image<F>> = {},
): Image<F> => ({
  ...baseOf(more.stale),
  fields,
  changed: Object.keys(fields) as (keyof F & string)[],
  ...more,
})
