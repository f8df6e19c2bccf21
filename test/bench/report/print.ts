import type { SuiteReport, Table } from './report.js'

const plain = (text: string): string => text.replaceAll(/[*`]/g, '')

const tableLines = ({ title, columns, rows }: Table): string[] => {
  const cells = [columns, ...rows].map((row) => row.map(plain))
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)))
  const lines = cells.map((row) =>
    row
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join('   '),
  )
  return ['', plain(title), ...lines]
}

/** A table for the terminal. */
export const textOfTable = (table: Table): string => tableLines(table).join('\n')

/** A suite for the terminal. */
export const textOf = ({ title, tables }: SuiteReport): string =>
  ['', `== ${title}`, ...tables.flatMap(tableLines)].join('\n')
