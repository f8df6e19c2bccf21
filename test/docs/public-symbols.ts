import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** Something that the package exports, with its comment. */
export interface PublicSymbol {
  /** Where it comes from and how it is called there, such as `rx-omm/testing: advance`. */
  readonly name: string
  readonly symbol: ts.Symbol
  readonly declaration: ts.Declaration
}

/** A program of the package's entries, and what they export, each symbol once. */
export interface PublicSurface {
  readonly checker: ts.TypeChecker
  readonly symbols: readonly PublicSymbol[]
}

interface Manifest {
  readonly name: string
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>
}

/** Reads the entries of `package.json` and all that they export. */
export const publicSurface = (root: string): PublicSurface => {
  const { name, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest
  const entries = Object.entries(exports).flatMap(([path, target]) =>
    typeof target === 'string'
      ? []
      : [
          {
            entry: name + path.slice(1),
            file: join(root, target.default.replace('./dist/', 'src/').replace(/\.js$/, '.ts')),
          },
        ],
  )
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    config: unknown
  }
  const { options } = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, root)
  const program = ts.createProgram(
    entries.map(({ file }) => file),
    options,
  )
  const checker = program.getTypeChecker()
  const seen = new Set<ts.Symbol>()

  const symbols = entries.flatMap(({ entry, file }) => {
    const source = program.getSourceFile(file)
    const module = source && checker.getSymbolAtLocation(source)
    if (module === undefined) throw new Error(`${file} is not a module`)
    return checker.getExportsOfModule(module).flatMap((exported): readonly PublicSymbol[] => {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported
      const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0]
      if (declaration === undefined || seen.has(symbol)) return []
      seen.add(symbol)
      return [{ name: `${entry}: ${exported.name}`, symbol, declaration }]
    })
  })
  return { checker, symbols }
}
