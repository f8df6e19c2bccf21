import { MemberMap } from './member-map.js'
import type { MemberNames } from './members.js'

/**
 * What to open and what to leave. A list tells by itself what is new, but only since its own emission before: where
 * that is not the one that was seen last, for something in between let it out, all names are compared.
 *
 * @param seen - the members that were seen last
 * @param items - what is open
 */
export const difference = (
  { members, added, removed }: MemberNames,
  seen: MemberNames['members'],
  items: ReadonlyMap<string, unknown>,
): Pick<MemberNames, 'added' | 'removed'> => {
  if (members instanceof MemberMap && members.follows(seen)) return { added, removed }
  return {
    added: Array.from(members.keys()).filter((name) => !items.has(name)),
    removed: Array.from(items.keys()).filter((name) => !members.has(name)),
  }
}
