import type { Finding } from '../targets.js'
import { digits, whole, type Table } from './report.js'

const shown = ({ unit }: Finding, value: number): string =>
  unit === 'ratio' ? digits(value, 2) : `${whole(value)} bytes`

/** Targets as a table: those that are missed are easy to see. */
export const tableOfFindings = (findings: readonly Finding[]): Table => ({
  title: 'Targets',
  columns: ['target', 'at most', 'measured', ''],
  rows: findings.map((finding) => [
    finding.text,
    shown(finding, finding.limit),
    shown(finding, finding.measured),
    finding.met ? 'met' : '**missed**',
  ]),
})
