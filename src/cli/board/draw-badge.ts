import { briefly } from './format.js'
import type { Health } from './health.js'
import { span, type Line } from './span.js'

/** How an item is, in a few letters; the reason is told elsewhere. */
export const drawBadge = ({ ended, stale, updatedAt }: Health, now: number): Line => {
  if (ended !== undefined) return [span(' CLOSED ', 'alarm')]
  if (stale !== false) return [span(` STALE ${briefly(now - stale.since)} `, 'alarm')]
  if (updatedAt === undefined) return []
  return [span(`${briefly(now - updatedAt)} `, 'dim'), span('● live', 'good')]
}
