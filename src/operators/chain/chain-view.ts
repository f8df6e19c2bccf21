import type { Chain, ChainProblem } from './chain.js'
import type { ChainHealth } from './chain-health.js'
import type { ChainRecord } from './chain-record.js'
import { orderChange } from './order-change.js'
import type { Walk } from './walk.js'

const none: readonly string[] = Object.freeze([])
const unchanged = { added: none, removed: none, moved: none } as const
const empty: Chain['members'] = new Map()

const sameList = <T>(one: readonly T[], other: readonly T[], same: (a: T, b: T) => boolean = Object.is) =>
  one.length === other.length && one.every((item, index) => same(item, other[index] as T))

const sameMembers = (one: Chain['members'], other: Chain['members']): boolean => {
  if (one === other) return true
  if (one.size !== other.size) return false
  for (const [name, { position, record }] of one) {
    const there = other.get(name)
    if (there?.position !== position || there.record !== record) return false
  }
  return true
}

const sameStale = (one: Chain['stale'], other: Chain['stale']): boolean =>
  one === other ||
  (one !== false &&
    other !== false &&
    one.since === other.since &&
    one.cause.code === other.cause.code &&
    one.cause.text === other.cause.text)

const sameHealth = (one: ChainHealth, other: ChainHealth): boolean =>
  sameStale(one.stale, other.stale) &&
  one.state.stream === other.state.stream &&
  one.state.data === other.state.data &&
  one.state.code === other.state.code &&
  one.state.text === other.state.text

// Two records may be in the same trouble, in the same words.
const sameProblem = (one: ChainProblem, other: ChainProblem): boolean =>
  one.record === other.record && one.code === other.code && one.text === other.text

/** True when there is nothing to tell. */
const sameChain = (one: Chain, other: Chain): boolean =>
  one.members === other.members &&
  sameHealth(one, other) &&
  one.name === other.name &&
  one.service === other.service &&
  one.displayName === other.displayName &&
  one.displayTemplate === other.displayTemplate &&
  sameList(one.summaryLinks, other.summaryLinks) &&
  sameList(one.records, other.records) &&
  sameList(one.pending, other.pending) &&
  sameList(one.problems, other.problems, sameProblem)

/** What is to be shown of a chain; `undefined` when it is what was shown `before`. */
export const chainView = (
  way: Walk,
  { name, service, links }: ChainRecord,
  health: ChainHealth,
  before: Chain | undefined,
): Chain | undefined => {
  const { summaryLinks, records, pending, problems } = way
  const shown = before?.members ?? empty
  const members = way.members()
  const same = before !== undefined && sameMembers(shown, members)
  const chain: Chain = {
    name,
    service,
    displayName: links?.displayName,
    displayTemplate: links?.displayTemplate,
    members: same ? shown : members,
    ...(same ? unchanged : orderChange(shown, members)),
    summaryLinks,
    records,
    pending,
    problems,
    complete: pending.length === 0 && problems.length === 0,
    ...health,
  }
  return before && sameChain(before, chain) ? undefined : chain
}
