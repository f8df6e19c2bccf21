import type { ContainerName } from '../wire/containers.js'
import type { FieldValue } from '../wire/fields.js'
import type { ContentCache, MakeCache } from './cache.js'
import { filterListCache } from './filter-list-cache.js'
import { mapCache } from './map-cache.js'
import { type MergeOptions, mergeFields, setField } from './merge-field.js'
import { namedValuesCache } from './named-values-cache.js'
import { seriesCache } from './series-cache.js'
import { valueCache } from './value-cache.js'
import { vectorCache } from './vector-cache.js'

export type { ContentCache } from './cache.js'

/** Deeper content is replaced as a whole. The binary form of the protocol ends there, and so does a call stack. */
const deepest = 16

const cacheAt = (depth: number, name: ContainerName, options: MergeOptions | undefined): ContentCache => {
  if (depth > deepest) return valueCache(name)
  const make: MakeCache = (nested) => cacheAt(depth + 1, nested, options)
  switch (name) {
    case 'Fields':
      return namedValuesCache<FieldValue>(name, (target, fields) => {
        mergeFields(target, fields, options)
      })
    case 'Elements':
      return namedValuesCache<unknown>(name, (target, elements) => {
        for (const element in elements) setField(target, element, elements[element])
      })
    case 'Map':
      return mapCache(make)
    case 'Vector':
      return vectorCache(make)
    case 'Series':
      return seriesCache(make)
    case 'FilterList':
      return filterListCache(make)
    default:
      return valueCache(name)
  }
}

/**
 * An empty cache for content of one kind.
 *
 * Content within entries and summaries is merged by the rules of its own kind. Content that is the value of a field
 * or an element is a value like any other: it is replaced.
 */
export const contentCache = (name: ContainerName, options?: MergeOptions): ContentCache =>
  cacheAt(0, name, options)
