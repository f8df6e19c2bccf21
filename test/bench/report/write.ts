import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { figuresOf, pageOf, type Run } from './page.js'

const docs = new URL('../../../docs/', import.meta.url)

const write = async (name: string, text: string): Promise<void> => {
  const file = fileURLToPath(new URL(name, docs))
  const style = await resolveConfig(file)
  await writeFile(file, await format(text, { ...style, filepath: file, proseWrap: 'always' }))
}

/** Writes the page for readers, and the figures for machines. */
export const writeReport = async (run: Run): Promise<void> => {
  const { machine, rounds, suites, findings } = run
  await write('performance.md', pageOf(run))
  const tables = Object.values(suites).map(({ title, tables: list }) => ({ title, tables: list }))
  await write(
    'performance.json',
    JSON.stringify({ machine, rounds, figures: figuresOf(suites), targets: findings, suites: tables }),
  )
}
