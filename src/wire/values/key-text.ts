import type { MapEntry, OmmMap } from '../containers.js'
import { textOf } from './text-of.js'

/**
 * The key of a map's entry for display: decoded where the keys are buffers, as those of order books and symbol
 * lists usually are. Two keys can look the same; to tell entries apart compare the keys themselves.
 *
 * @example
 * ```ts
 * import { keyText, type OmmMap } from 'rx-omm'
 *
 * declare const list: OmmMap
 * for (const { Key } of list.Entries ?? []) console.log(keyText(list, Key))
 * ```
 */
export const keyText = (map: Pick<OmmMap, 'KeyType'>, entryKey: MapEntry['Key']): string => {
  if (entryKey === null) return ''
  // A buffer that is none is shown as it came.
  return (map.KeyType === 'Buffer' ? textOf(entryKey) : undefined) ?? String(entryKey)
}
