import type { Chain, ChainMember, ChainOptions, ChainProblem } from './chain.js'
import { isClosed, isCutOff, type ChainRecord } from './chain-record.js'
import type { Links } from './read-links.js'
import { namesAfter } from './names-after.js'

/** A chain as far as its records are known. */
export interface Walk extends Pick<Chain, 'summaryLinks' | 'records' | 'pending' | 'problems'> {
  /** The members, put together when they are asked for: a chain is walked far more often than it is told. */
  readonly members: () => Chain['members']
  /** Names of all records that are part of the chain, whatever became of them; the first one is the first. */
  readonly wanted: ReadonlySet<string>
  /** Names of records that are likely to be part of it. */
  readonly guesses: ReadonlySet<string>
}

/** Links in a row that are members. */
interface Row {
  readonly links: readonly string[]
  /** The record that names them. */
  readonly record: string
}

const membersOf = (rows: readonly Row[]): Chain['members'] => {
  const members = new Map<string, ChainMember>()
  for (const { links, record } of rows) {
    for (const link of links) if (!members.has(link)) members.set(link, { position: members.size, record })
  }
  return members
}

/** Names that are likely to follow those that are awaited, as far as there is room for more records. */
const guessesAfter = (
  pending: readonly string[],
  wanted: ReadonlySet<string>,
  ahead: number,
  maxRecords: number,
): ReadonlySet<string> => {
  const guesses = new Set<string>()
  for (const name of pending) {
    for (const guess of namesAfter(name, Math.min(ahead, maxRecords))) {
      if (wanted.size + guesses.size >= maxRecords) return guesses
      if (!wanted.has(guess)) guesses.add(guess)
    }
  }
  return guesses
}

/** What is still to be looked at: a member, or a record and how it was come upon. */
interface Step {
  readonly name: string
  readonly as: 'member' | 'first' | 'nested' | 'next'
  /** The record that names it. */
  readonly from: string
}

/** How many links of the first record of a chain are no members. */
const toSkip = (
  { displayTemplate }: Links,
  as: Step['as'],
  option: NonNullable<ChainOptions['summaryLinks']>,
): number => {
  if (as === 'next') return 0
  if (typeof option === 'number') return as === 'first' ? option : 0
  return (displayTemplate === undefined ? undefined : option[displayTemplate]) ?? 0
}

/**
 * Walks along a chain, from link to link and from record to record, as far as records are there. Every record is
 * visited once, so it ends whatever leads where.
 */
export const walk = (
  first: string,
  recordOf: (name: string) => ChainRecord | undefined,
  { ahead, expand, summaryLinks: skips, maxRecords }: Required<ChainOptions>,
): Walk => {
  const rows: Row[] = []
  let members: Chain['members'] | undefined
  const summaryLinks: string[] = []
  const records: string[] = []
  const pending: string[] = []
  const problems: ChainProblem[] = []
  const wanted = new Set<string>()
  let cut = false
  /** With the first record all of them end; those that it cuts off are in no trouble of their own. */
  const allEnd = recordOf(first)?.ended === true
  /** The next step is the last one. A stack and no recursion: chains may be nested as deeply as they like. */
  const steps: Step[] = [{ name: first, as: 'first', from: first }]

  const join = (links: readonly string[], record: string): void => {
    if (links.length > 0) rows.push({ links, record })
  }
  const closed = (record: string, error: ChainRecord['error']): void => {
    const text = error?.message ?? `${record} ended`
    problems.push({ record, code: 'closed', text, ...(error ? { error } : {}) })
  }
  const follow = (name: string, as: Step['as'], record: Links): void => {
    records.push(name)
    if (record.next !== '') steps.push({ name: record.next, as: 'next', from: name })
    const skip = toSkip(record, as, skips)
    if (skip > 0) summaryLinks.push(...record.links.slice(0, skip).filter((link) => link !== ''))
    const links = skip > 0 ? record.links.slice(skip).filter((link) => link !== '') : record.named
    // Members up to the first chain among them need not wait for their turn.
    const nested = links.findIndex((link) => expand(link))
    if (nested < 0) {
      join(links, name)
      return
    }
    join(links.slice(0, nested), name)
    for (const link of links.slice(nested).reverse())
      steps.push({ name: link, as: expand(link) ? 'nested' : 'member', from: name })
  }
  const visit = ({ name, as, from }: Step): void => {
    if (wanted.has(name)) {
      if (as === 'next') {
        problems.push({ record: from, code: 'cycle', text: `${from} leads back to ${name}` })
      }
      return
    }
    if (wanted.size >= maxRecords) {
      if (!cut) problems.push({ record: name, code: 'limit', text: `more than ${maxRecords} records` })
      cut = true
      return
    }
    wanted.add(name)
    const record = recordOf(name)
    // What was asked for too early is asked for again.
    const early = record !== undefined && record.guessed && isClosed(record)
    if (record === undefined || early || !(record.read || record.ended) || (allEnd && isCutOff(record))) {
      pending.push(name)
      return
    }
    if (isClosed(record)) closed(name, record.error)
    if (record.read && record.links) follow(name, as, record.links)
    else if (as === 'nested') join([name], from)
    else if (record.read) problems.push({ record: name, code: 'no-chain', text: `${name} has no links` })
  }

  for (let step = steps.pop(); step; step = steps.pop()) {
    if (step.as === 'member') join([step.name], step.from)
    else visit(step)
  }
  return {
    members: () => (members ??= membersOf(rows)),
    summaryLinks,
    records,
    pending,
    problems,
    wanted,
    guesses: guessesAfter(pending, wanted, ahead, maxRecords),
  }
}
