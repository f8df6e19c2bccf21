import type { Container } from '../wire/containers.js'
import type { ContentCache, MakeCache } from './cache.js'
import { heldNothing, mergeHeld } from './held.js'
import { isRecord } from './is-record.js'
import { renderSummary } from './render-summary.js'

/** Rows in order, those of all parts one after the other. A row is never changed, so it is kept as it came. */
export const seriesCache = (make: MakeCache): ContentCache => {
  const rows: Container[] = []
  const summary = heldNothing()
  return {
    name: 'Series',
    merge: ({ Series }) => {
      const series: unknown = Series
      if (!isRecord(series)) return
      if (isRecord(series.Summary)) mergeHeld(summary, series.Summary, make)
      if (!Array.isArray(series.Entries)) return
      for (const row of series.Entries as readonly unknown[]) if (isRecord(row)) rows.push(row)
    },
    render: () => ({ Series: { ...renderSummary(summary), Entries: [...rows] } }),
  }
}
