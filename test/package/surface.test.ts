import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { root } from './support.js'

const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
  readonly exports: Record<string, string | { readonly types: string; readonly default: string }>
}

const entries = Object.entries(manifest.exports).flatMap(([name, target]) =>
  typeof target === 'string'
    ? []
    : [{ name, source: join(root, target.default.replace('./dist/', 'src/').replace(/\.js$/, '.ts')) }],
)

const config = ts.getParsedCommandLineOfConfigFile(
  join(root, 'tsconfig.json'),
  {},
  {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, ' '))
    },
  },
)
const program = ts.createProgram(
  entries.map(({ source }) => source),
  config?.options ?? {},
)
const checker = program.getTypeChecker()

const kind = (symbol: ts.Symbol): string => {
  if (symbol.flags & ts.SymbolFlags.Class) return 'class'
  if (symbol.flags & ts.SymbolFlags.Value) return 'value'
  return 'type'
}

/** The names that an entry exports, each with what it is. */
const surface = (source: string): readonly string[] => {
  const file = program.getSourceFile(source)
  const module = file && checker.getSymbolAtLocation(file)
  if (module === undefined) throw new Error(`${source} is not a module`)
  return checker
    .getExportsOfModule(module)
    .map((symbol) => {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
      return `${symbol.name}: ${kind(target)}`
    })
    .sort()
}

describe('the public names', () => {
  it.each(entries)('of $name differ from the list that was agreed upon', async ({ name, source }) => {
    const file = `surface/${name === '.' ? 'rx-omm' : name.slice('./'.length)}.txt`
    await expect(`${surface(source).join('\n')}\n`).toMatchFileSnapshot(file)
  })

  it('include a default export', () => {
    expect(
      entries.filter(({ source }) => surface(source).some((line) => line.startsWith('default:'))),
    ).toEqual([])
  })
})
