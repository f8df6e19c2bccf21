import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type BuildResult, type OutputFile } from 'esbuild'

/** What a browser has to load for some code, without rxjs and Angular, which an application has anyway. */
export interface BundleSize {
  /** Bytes of the minified and compressed code that is loaded at once. */
  readonly gzip: number
  /** Bytes of the same without compression. */
  readonly minified: number
  /** Minified bytes by room of the library and by package, the largest first. */
  readonly rooms: ReadonlyMap<string, number>
  /** Packages whose code comes in chunks of its own, which are loaded when they are needed. */
  readonly lazy: readonly string[]
  /** Bytes of those chunks, minified and compressed. */
  readonly lazyGzip: number
}

const root = fileURLToPath(new URL('../..', import.meta.url))

const tokens = "externalTokens(() => fetch('/token').then((answer) => answer.json()))"
const item = (names: string, options: string, rest = ''): string =>
  `import { createConsumer, ${names} } from 'rx-omm'
  createConsumer({ ${options} }).item('EUR=')${rest}.subscribe(console.log)`
const atFixedAddress = `endpoints: 'wss://feed.example.com', tokens: ${tokens}`

/** What the size of the library is judged by: programs that use more and more of it. */
export const applications = {
  core: "export * from 'rx-omm'",
  oneItem: item('externalTokens', atFixedAddress),
  oneImage: item('externalTokens, toImage', atFixedAddress, '.pipe(toImage())'),
  orderBook: item('externalTokens, toBook', atFixedAddress, '.pipe(toBook())'),
  versionTwo: item(
    'clientCredentials, discover',
    "endpoints: discover(), tokens: clientCredentials({ clientId: 'id', clientSecret: 'secret' })",
  ),
} as const

/** Pages of Angular; what they have on top of `oneImage`, which they contain, is what `rx-omm/angular` costs. */
export const angularApplications = {
  onePrice: `import { injectImage, provideConsumer } from 'rx-omm/angular'
    import { externalTokens } from 'rx-omm'
    export const providers = [provideConsumer({ ${atFixedAddress} })]
    export const quote = () => injectImage('EUR=')`,
  all: `import { createConsumer, externalTokens, toImage } from 'rx-omm'
    export * from 'rx-omm/angular'
    createConsumer({ ${atFixedAddress} }).item('EUR=').pipe(toImage()).subscribe(console.log)`,
} as const

type Outputs = BuildResult<{ metafile: true }>['metafile']['outputs']

const packageOf = (file: string): string | undefined => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]

const roomOf = (file: string): string =>
  packageOf(file) ?? /(?:^|\/)dist\/([^/]+)\//.exec(file)?.[1] ?? 'errors, index and the program'

/** Chunks that others import in such a way. */
const reached = (
  outputs: Outputs,
  from: Iterable<string>,
  by: 'import-statement' | 'dynamic-import',
): Set<string> => {
  const found = new Set<string>()
  for (const name of from)
    for (const { path, kind, external } of outputs[name]?.imports ?? [])
      if (kind === by && external !== true) found.add(path)
  return found
}

/** Chunks and all that they import by statements. */
const together = (outputs: Outputs, chunks: Iterable<string>): ReadonlySet<string> => {
  const found = new Set(chunks)
  // A set that grows while it is walked through is walked through to its end.
  for (const name of found) for (const next of reached(outputs, [name], 'import-statement')) found.add(next)
  return found
}

const compressed = (files: readonly OutputFile[]): number =>
  files.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0)

/** Bundles a program with the built library for browsers, and weighs what comes of it. */
export const bundleSize = async (program: string): Promise<BundleSize> => {
  const { metafile, outputFiles } = await build({
    stdin: { contents: program, resolveDir: `${root}/test`, sourcefile: 'program.js' },
    absWorkingDir: root,
    outdir: 'bundle',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    external: ['rxjs', 'rxjs/*', '@angular/*'],
    // The paths of this checkout would lead to the sources and not to what is built.
    tsconfigRaw: '{}',
    metafile: true,
    write: false,
  })
  const { outputs } = metafile
  const entry = Object.keys(outputs).filter((name) => outputs[name]?.entryPoint === 'test/program.js')
  const atOnce = together(outputs, entry)
  const later = together(outputs, reached(outputs, atOnce, 'dynamic-import'))
  const filesOf = (chunks: ReadonlySet<string>) =>
    outputFiles.filter(({ path }) => chunks.has(relative(root, path)))
  const rooms = new Map<string, number>()
  for (const { inputs } of [...atOnce].flatMap((name) => outputs[name] ?? []))
    for (const [file, { bytesInOutput }] of Object.entries(inputs))
      if (bytesInOutput > 0) rooms.set(roomOf(file), (rooms.get(roomOf(file)) ?? 0) + bytesInOutput)
  return {
    gzip: compressed(filesOf(atOnce)),
    minified: filesOf(atOnce).reduce((sum, { contents }) => sum + contents.length, 0),
    rooms: new Map([...rooms].sort(([, one], [, other]) => other - one)),
    lazy: [...new Set([...later].flatMap((name) => Object.keys(outputs[name]?.inputs ?? {}).map(roomOf)))],
    lazyGzip: compressed(filesOf(later)),
  }
}
