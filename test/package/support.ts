import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of this package. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** What a program said, and how it ended. */
export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** How a program is run. */
export interface RunOptions {
  /** What the environment says besides. */
  readonly env?: Readonly<Record<string, string>>
  /** Milliseconds after which it is ended; a minute by default. */
  readonly timeout?: number
}

/** Runs a program to its end, in an environment that says nothing about Node or npm. */
export const run = async (
  cwd: string,
  program: string,
  args: readonly string[],
  { env, timeout = 60_000 }: RunOptions = {},
): Promise<Ran> =>
  new Promise((resolve) => {
    const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_|VITEST)/i.test(name))
    const options = { cwd, env: { ...Object.fromEntries(inherited), ...env }, timeout, maxBuffer: 2 ** 26 }
    execFile(program, args, options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, stdout, stderr })
    })
  })

/** Runs a program and fails with all that it said unless it ends well. */
export const runWell = async (cwd: string, program: string, args: readonly string[]): Promise<Ran> => {
  const ran = await run(cwd, program, args)
  if (ran.code !== 0) throw new Error(`${program} ended with ${ran.code}\n${ran.stdout}\n${ran.stderr}`)
  return ran
}

/** The path of a tool of this checkout. */
export const tool = (name: string): string => join(root, 'node_modules/.bin', name)

/** The package as it would be published. */
export interface Packed {
  /** The tarball. */
  readonly tarball: string
  /** The paths of the files in the tarball, sorted. */
  readonly files: readonly string[]
  /** Bytes of all these files. */
  readonly unpackedSize: number
}

/** The package as it would be published, and a project that has it installed. */
export interface Installed extends Packed {
  /** The folder of a project with the package and what it depends on. */
  readonly project: string
  readonly remove: () => Promise<void>
}

interface Manifest {
  readonly name: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** The manifest of a package in a folder. */
export const readManifest = async (folder: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest

/** Packs what is built into a folder. */
export const pack = async (folder: string): Promise<Packed> => {
  const packed = await runWell(root, process.execPath, ['.build/pack.js', folder, '--json'])
  const [report] = JSON.parse(packed.stdout) as [
    { filename: string; unpackedSize: number; files: { path: string }[] },
  ]
  return {
    tarball: join(folder, report.filename),
    files: report.files.map(({ path }) => path).sort(),
    unpackedSize: report.unpackedSize,
  }
}

/**
 * Packs what is built, and installs the tarball into a new folder outside of the checkout, without a network: its
 * dependencies and peers are linked to those of the checkout, and nothing else can be found from there.
 *
 * @param extra - further packages that the project has, types of Node for example.
 */
export const packAndInstall = async (extra: readonly string[] = []): Promise<Installed> => {
  const folder = await mkdtemp(join(tmpdir(), 'rx-omm-package-'))
  const project = join(folder, 'project')
  const installed = join(project, 'node_modules/rx-omm')
  await mkdir(installed, { recursive: true })

  const packed = await pack(folder)
  await runWell(folder, 'tar', ['-xzf', packed.tarball, '-C', installed, '--strip-components=1'])

  const { dependencies = {}, peerDependencies = {} } = await readManifest(installed)
  const names = [...Object.keys(dependencies), ...Object.keys(peerDependencies), ...extra]
  for (const name of names) {
    const target = join(root, 'node_modules', name)
    if (!existsSync(target)) throw new Error(`${name} is not installed`)
    const link = join(project, 'node_modules', name)
    await mkdir(dirname(link), { recursive: true })
    await symlink(target, link)
  }
  await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }\n')

  return {
    ...packed,
    project,
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
