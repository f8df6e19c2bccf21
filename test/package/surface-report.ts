import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor'
import ts from 'typescript'
import { root } from './support.js'

/** What an entry of the package exports. */
export interface Surface {
  /** All exported declarations with their types, without comments and sorted, in Markdown. */
  readonly report: string
  /** The exported names. */
  readonly names: readonly string[]
  /** What exported declarations mention without the entry exporting it. */
  readonly mentioned: readonly string[]
  /** What API Extractor complains about else. */
  readonly complaints: readonly string[]
}

/** An entry of the package: its name in imports, and its module in `src`, without the ending. */
export interface Entry {
  readonly name: string
  readonly module: string
}

const host: ts.ParseConfigFileHost = {
  ...ts.sys,
  onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
    throw new Error(ts.flattenDiagnosticMessageText(messageText, ' '))
  },
}

/** Writes the declarations of all modules that the entries reach, as the build would, into a folder. */
const emitDeclarations = (entries: readonly Entry[], folder: string): void => {
  const parsed = ts.getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.build.json'),
    {
      outDir: join(folder, 'dist'),
      emitDeclarationOnly: true,
      declarationMap: false,
      sourceMap: false,
      incremental: false,
      // Types are checked by `npm run typecheck`: here it would only take long.
      noCheck: true,
      skipLibCheck: true,
    },
    host,
  )
  const program = ts.createProgram(
    entries.map(({ module }) => join(root, 'src', `${module}.ts`)),
    parsed?.options ?? {},
  )
  const { emitSkipped } = program.emit()
  if (emitSkipped) throw new Error('no declarations were written: does `npm run typecheck` pass?')
}

// TSDoc, links and missing comments are checked by ESLint and TypeDoc already.
const checkedElsewhere = /^(tsdoc-|ae-unresolved-link|ae-undocumented|ae-missing-release-tag|console-)/

const surfaceOf = async (entry: Entry, state: CompilerState, config: ExtractorConfig): Promise<Surface> => {
  const mentioned = new Set<string>()
  const complaints: string[] = []
  Extractor.invoke(config, {
    compilerState: state,
    localBuild: true,
    messageCallback: (message) => {
      message.handled = true
      const { messageId, text } = message
      // A name that is also a global one, such as Image, gets a number.
      const forgotten = /The symbol "(\w+?)(_\d+)?" needs to be exported/.exec(text)?.[1]
      if (messageId === 'ae-forgotten-export' && forgotten !== undefined) mentioned.add(forgotten)
      else if (!checkedElsewhere.test(messageId) && message.logLevel !== ExtractorLogLevel.None)
        complaints.push(`${messageId}: ${text}`)
    },
  })
  const text = await readFile(join(config.reportFolder, config.reportConfigs[0]?.fileName ?? ''), 'utf8')
  return {
    // The heading is the same for all entries, and the list is to be read by people who know what wrote it.
    report: text.replace(/^## API Report File.*$/m, `## \`${entry.name}\``),
    names: [...text.matchAll(/^export (?:\{ (?:\w+ as )?|(?:abstract )?[a-z]+ )(\w+)/gm)].map(
      ([, name = '']) => name,
    ),
    mentioned: [...mentioned].sort(),
    complaints,
  }
}

/**
 * Reads what entries of the package export, from the sources as they are: it needs no build.
 *
 * @returns the surface of each entry, in their order.
 */
export const readSurfaces = async (entries: readonly Entry[]): Promise<readonly Surface[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'rx-omm-surface-'))
  try {
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
    await mkdir(join(folder, 'reports'))
    await writeFile(join(folder, 'package.json'), await readFile(join(root, 'package.json')))
    emitDeclarations(entries, folder)
    const declarations = entries.map(({ module }) => join(folder, 'dist', `${module}.d.ts`))
    const configs = entries.map(({ module }, index) =>
      ExtractorConfig.prepare({
        configObject: {
          projectFolder: folder,
          mainEntryPointFilePath: declarations[index] ?? '',
          compiler: {
            overrideTsconfig: {
              compilerOptions: {
                target: 'ES2022',
                lib: ['ES2022', 'DOM', 'DOM.Iterable'],
                types: ['node'],
                module: 'nodenext',
                strict: true,
                exactOptionalPropertyTypes: true,
                skipLibCheck: true,
              },
              files: declarations,
            },
          },
          apiReport: {
            enabled: true,
            reportFileName: `${module.replaceAll('/', '-')}.api.md`,
            reportFolder: join(folder, 'reports'),
            reportTempFolder: join(folder, 'temporary'),
          },
          newlineKind: 'lf',
          messages: { extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.Warning } } },
        },
        configObjectFullPath: undefined,
        packageJsonFullPath: join(folder, 'package.json'),
      }),
    )
    const [first] = configs
    if (first === undefined) return []
    const state = CompilerState.create(first, { additionalEntryPoints: declarations })
    const surfaces: Surface[] = []
    for (const [index, entry] of entries.entries())
      surfaces.push(await surfaceOf(entry, state, configs[index] ?? first))
    return surfaces
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
