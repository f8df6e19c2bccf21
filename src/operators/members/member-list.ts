import type { OmmMap } from '../../wire/containers.js'
import type { Fields } from '../../wire/fields.js'
import { keyText } from '../../wire/values/key-text.js'
import { eachEntry, type EntryVisitor } from '../events/map-content.js'
import type { MapStore } from '../events/map-keeper.js'
import { mergedFields } from '../events/merged-fields.js'
import { sameFields } from '../events/same-fields.js'
import { MemberMap } from './member-map.js'
import type { Members } from './members.js'

/** What is shown of the members of a list. */
export type MembersShown = Pick<Members, 'members' | 'added' | 'removed'>

const none: readonly string[] = Object.freeze([])

const same = (one: Fields | undefined, other: Fields | undefined): boolean =>
  one === undefined || other === undefined ? one === other : sameFields(one, other)

/** The members of a list; empty. */
export const memberList = (): MapStore<MembersShown> => {
  let members = MemberMap.empty()
  /** What is to be done to `members`; `undefined` takes one out. */
  let changes = new Map<string, Fields | undefined>()
  /** Members that a refresh under way has not named yet. */
  let unnamed: Set<string> | undefined
  /** Says how keys are to be read. Some servers leave it out after the first message. */
  let keys: Pick<OmmMap, 'KeyType'> = { KeyType: 'Buffer' }

  const present = (name: string): Fields | undefined =>
    changes.has(name) ? changes.get(name) : members.get(name)
  const visit: EntryVisitor = (action, key, fields) => {
    const name = keyText(keys, key)
    switch (action) {
      case 'Add':
        unnamed?.delete(name)
        changes.set(name, fields)
        return
      case 'Update': {
        const before = unnamed?.has(name) === true ? undefined : present(name)
        if (before !== undefined) changes.set(name, mergedFields(before, fields))
        return
      }
      case 'Delete':
        if (present(name) !== undefined) changes.set(name, undefined)
    }
  }

  return {
    take: (map) => {
      if (typeof map.KeyType === 'string') keys = { KeyType: map.KeyType }
      eachEntry(map, visit)
    },
    replace: () => {
      unnamed = new Set(members.keys())
    },
    settle: () => {
      for (const name of unnamed ?? none) changes.set(name, undefined)
      unnamed = undefined
    },
    show: () => {
      if (changes.size === 0) return { members, added: none, removed: none }
      const added: string[] = []
      const removed: string[] = []
      for (const [name, fields] of changes) {
        const before = members.get(name)
        if (before === undefined && fields !== undefined) added.push(name)
        if (before !== undefined && fields === undefined) removed.push(name)
        // Came and went, or is as it was.
        if (same(before, fields)) changes.delete(name)
      }
      if (changes.size > 0) {
        members = members.with(changes)
        changes = new Map()
      }
      return { members, added, removed }
    },
  }
}
