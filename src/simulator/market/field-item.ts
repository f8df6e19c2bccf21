import type { FieldSource } from './content.js'
import type { FieldList } from './field.js'
import type { ItemStart, MarketItem } from './market-item.js'

/** An item that is a field list. */
export const fieldItem = (start: ItemStart, source: FieldSource): MarketItem => {
  let own: Map<string, string> | undefined
  let replaced = false
  return {
    ...start,
    image: (at) => (replaced && own ? own : own ? new Map([...source.image(at), ...own]) : source.image(at)),
    next: (at) => {
      const change = source.next(at)
      if (own && replaced) for (const [field, value] of change.fields) own.set(field, value)
      else if (own) for (const field of change.fields.keys()) own.delete(field)
      return change
    },
    set: (fields) => {
      own = new Map([...(own ?? []), ...fields])
    },
    replace: (fields: FieldList) => {
      own = new Map(fields)
      replaced = true
    },
    apply: (change) => change,
  }
}
