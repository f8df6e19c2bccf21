import { isObject, objectOf, type Members } from './members.js'

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Notes the names of services by their numbers, from the map of a directory. */
export const readServices = (names: Map<string, string>, map: Members): void => {
  for (const entry of listOf(map['Entries']).filter(isObject)) {
    const { Key } = entry
    for (const filter of listOf(objectOf(entry['FilterList'])['Entries']).filter(isObject)) {
      const { Name } = objectOf(filter['Elements'])
      if (typeof Key === 'number' && typeof Name === 'string') names.set(String(Key), Name)
    }
  }
}
