import type { Members } from '../../operators/members/members.js'
import type { Fields } from '../../wire/fields.js'
import { baseOf } from './defaults.js'

/**
 * The members of a symbol list, as `toMembers` emits them: all of them new, unless said otherwise.
 *
 * Diagrams compare `members` by content. What compares classes too, as test runners do, is to be given
 * `new Map(members)`, since those of `toMembers` are of a class of their own.
 *
 * @param members - names, or what the list says of each name
 * @param more - what differs from the default; with `stale`, the state is Open/Suspect
 *
 * @example
 * ```ts
 * import { membersOf } from 'rx-omm/testing'
 *
 * const list = membersOf(['IBM.N', 'TRI.N'], { name: '0#MINE', added: ['TRI.N'] })
 * ```
 */
export const membersOf = (
  members: readonly string[] | Readonly<Record<string, Fields>>,
  more: Partial<Members> = {},
): Members => {
  const byName = new Map<string, Fields>(
    Array.isArray(members)
      ? members.map((name: string) => [name, {}] as const)
      : Object.entries(members as Readonly<Record<string, Fields>>),
  )
  return {
    ...baseOf(more.stale),
    members: byName,
    added: [...byName.keys()],
    removed: [],
    summary: {},
    complete: true,
    ...more,
  }
}
