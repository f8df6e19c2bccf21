import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { root, run, runWell, type Ran } from '../package/support.js'

/** A small repository with our scripts for releases, whose checks are quick. */
export interface Project {
  readonly folder: string
  readonly release: (...args: readonly string[]) => Promise<Ran>
  readonly git: (...args: readonly string[]) => Promise<string>
  readonly read: (file: string) => Promise<string>
  /** Writes a file and commits it. */
  readonly commit: (file: string, text: string) => Promise<void>
  readonly write: (file: string, text: string) => Promise<void>
  readonly remove: () => Promise<void>
}

/** An API report with these declarations. */
export const reportOf = (...declarations: readonly string[]): string =>
  `## \`any\`\n\n\`\`\`ts\n\n${declarations.map((text) => `// @public\n${text}\n\n`).join('')}\`\`\`\n`

const manifest = {
  name: 'any',
  version: '0.1.0',
  repository: { type: 'git', url: 'git+https://example.com/some/any.git' },
  type: 'module',
  scripts: {
    check: 'node -e "console.log(\'checked\')"',
    build: 'node -e "console.log(\'built\')"',
    sbom: 'node .build/sbom.js',
  },
}

/** Makes the repository in a new folder, with version 0.1.0 in the manifest and something unreleased. */
export const createProject = async (): Promise<Project> => {
  const folder = await mkdtemp(join(tmpdir(), 'rx-omm-release-'))
  const write = async (file: string, text: string): Promise<void> => {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), text)
  }
  const git = async (...args: readonly string[]): Promise<string> =>
    (await runWell(folder, 'git', ['-c', 'user.name=any', '-c', 'user.email=any@example.com', ...args]))
      .stdout
  const commit = async (file: string, text: string): Promise<void> => {
    await write(file, text)
    await git('add', '--all')
    await git('commit', '--quiet', '--message', 'any')
  }
  await cp(join(root, '.build'), join(folder, '.build'), { recursive: true })
  await git('init', '--quiet', '--initial-branch', 'main')
  await git('config', 'user.name', 'any')
  await git('config', 'user.email', 'any@example.com')
  await write('package.json', JSON.stringify(manifest, null, 2))
  const { name, version } = manifest
  await write(
    'package-lock.json',
    JSON.stringify({ name, version, lockfileVersion: 3, packages: { '': { name, version } } }),
  )
  await write('.gitignore', '*.tgz\n*.cdx.json\n')
  await write(
    'test/package/surface/any.api.md',
    reportOf('export const one: number;', 'export interface Two {\n    readonly a: string;\n}'),
  )
  await commit('CHANGELOG.md', '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Something.\n')
  return {
    folder,
    release: (...args) => run(folder, process.execPath, ['.build/release.js', ...args]),
    git,
    read: (file) => readFile(join(folder, file), 'utf8'),
    commit,
    write,
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
