import type { ContentCache } from './cache.js'
import { isBlankContent } from './content-name.js'

/**
 * Values by name: a field list or an element list. What was given out, or taken over from a message, is copied
 * before the next change and no sooner, so that of many updates in a row only the first costs a copy.
 */
export const namedValuesCache = <Value>(
  name: 'Fields' | 'Elements',
  mergeInto: (target: Record<string, Value>, values: Readonly<Record<string, Value>>) => void,
): ContentCache => {
  let values: Readonly<Record<string, Value>> | undefined
  /** The same values, as long as nobody else has seen them. */
  let own: Record<string, Value> | undefined
  return {
    name,
    merge: (content) => {
      if (isBlankContent(name, content[name])) return
      const more = content[name] as Readonly<Record<string, Value>>
      if (values === undefined) {
        values = more
        return
      }
      values = own ??= { ...values }
      mergeInto(own, more)
    },
    render: () => {
      own = undefined
      return { [name]: values ?? {} }
    },
  }
}
