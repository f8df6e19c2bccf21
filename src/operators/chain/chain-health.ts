import type { Chain } from './chain.js'
import type { ChainRecord } from './chain-record.js'
import type { Walk } from './walk.js'

/** What is said of the health of a chain. */
export type ChainHealth = Pick<Chain, 'state' | 'stale' | 'recovered'>

/** Records that were never read and never will be are told as problems; nothing that is shown depends on them. */
const counts = ({ read, ended, state }: ChainRecord): boolean => state !== undefined && (read || !ended)

/**
 * The health of all records together; `undefined` before any of them has told its own.
 *
 * @param before - what was shown last
 * @param recoveredAt - when all were live again, where a refresh made them so; in milliseconds since 1970
 */
export const chainHealth = (
  { wanted }: Walk,
  recordOf: (name: string) => ChainRecord | undefined,
  before: Chain['stale'],
  recoveredAt: number | undefined,
): ChainHealth | undefined => {
  let first: ChainRecord | undefined
  let worst: { readonly record: ChainRecord; readonly since: number } | undefined
  for (const name of wanted) {
    const record = recordOf(name)
    if (record === undefined || !counts(record)) continue
    first ??= record
    const { stale } = record
    if (stale !== false && (!worst || stale.since < worst.since)) worst = { record, since: stale.since }
  }
  if (worst?.record.state && worst.record.stale) {
    const { state, stale } = worst.record
    // The chain has been stale since its first record was, which may be well again.
    const since = before === false ? stale.since : Math.min(before.since, stale.since)
    return { state, stale: { since, cause: stale.cause } }
  }
  if (!first?.state) return undefined
  return {
    state: first.state,
    stale: false,
    ...(before === false || recoveredAt === undefined
      ? {}
      : { recovered: { awayMs: Math.max(0, recoveredAt - before.since) } }),
  }
}

/** True while a record is stale whose health counts. */
export const isStale = ({ wanted }: Walk, recordOf: (name: string) => ChainRecord | undefined): boolean => {
  for (const name of wanted) {
    const record = recordOf(name)
    if (record !== undefined && counts(record) && record.stale !== false) return true
  }
  return false
}
