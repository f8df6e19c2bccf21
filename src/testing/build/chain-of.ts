import type { Chain } from '../../operators/chain/chain.js'
import { baseOf } from './defaults.js'

/**
 * A chain as `toChain` emits it: whole, in one record, and all of its members new, unless said otherwise.
 *
 * @param members - names, in order
 * @param more - what differs from the default; with `stale`, the state is Open/Suspect
 *
 * @example
 * ```ts
 * import { chainOf } from 'rx-omm/testing'
 *
 * const chain = chainOf(['IBM.N', 'TRI.N'], { name: '0#MINE', added: [], moved: ['TRI.N'] })
 * ```
 */
export const chainOf = (members: readonly string[], more: Partial<Chain> = {}): Chain => {
  const base = baseOf(more.stale)
  const record = more.name ?? base.name
  return {
    ...base,
    displayName: undefined,
    displayTemplate: undefined,
    members: new Map(members.map((name, position) => [name, { position, record }])),
    added: members,
    removed: [],
    moved: [],
    summaryLinks: [],
    records: [record],
    pending: [],
    problems: [],
    complete: true,
    ...more,
  }
}
