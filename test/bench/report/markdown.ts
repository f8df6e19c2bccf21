import type { SuiteReport, Table } from './report.js'

const rowOf = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`

/** A table, its numbers on the right. */
export const markdownTable = ({ columns, rows }: Omit<Table, 'title'>): string =>
  [
    rowOf(columns),
    rowOf(columns.map((_, index) => (index === 0 ? '---' : '--:'))),
    ...rows.map((row) => rowOf(row)),
  ].join('\n')

const headed = ({ title, ...table }: Table): string => `_${title}_\n\n${markdownTable(table)}`

/** A suite as a chapter; what is to be said beyond its tables comes after them. */
export const markdownOf = ({ title, about, tables }: SuiteReport, remark = ''): string =>
  [`## ${title}`, about, ...tables.map(headed), remark].filter((part) => part !== '').join('\n\n')
