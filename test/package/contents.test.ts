import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, normalize } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packAndInstall, readManifest, root, run, runWell, tool, type Installed } from './support.js'

let installed: Installed
beforeAll(async () => {
  installed = await packAndInstall()
})
afterAll(() => installed.remove())

const inPackage = (file: string): string => join(installed.project, 'node_modules/rx-omm', file)

/** What is in `dist`: a room that is new here goes to everybody, so let a review see it. */
const rooms = [
  'angular cli connection consumer content dictionary directory endpoint errors frames generic http index item',
  'node opentelemetry operators options platform post recovery redaction session simulator testing time token wire',
].flatMap((line) => line.split(' '))

/**
 * Most bytes of all files, unpacked: what was reached, and a tenth more. Of 100 bytes, 23 are JavaScript, 13 are
 * declarations, 31 are maps of both and 32 are the sources that the maps lead to. That is paid on a disk and by nobody
 * who loads a page; for it, a debugger and "go to definition" show the code as it was written.
 */
const sizeBudget = 5_800_000

describe('the tarball', () => {
  it('has a new room, or lacks one', () => {
    const found = installed.files
      .filter((file) => file.startsWith('dist/'))
      .map((file) => file.split('/')[1]!.replace(/\..*/, ''))
    expect([...new Set(found)]).toEqual(rooms)
  })

  it('grows beyond its budget', () => {
    expect(installed.unpackedSize).toBeLessThanOrEqual(sizeBudget)
  })

  it('holds something that does not belong to the package', () => {
    const allowed =
      /^(dist\/.+\.(js|d\.ts)(\.map)?|src\/.+\.ts|package\.json|README\.md|LICENSE|CHANGELOG\.md)$/
    expect(installed.files.filter((file) => !allowed.test(file))).toEqual([])
    expect(installed.files.filter((file) => /(^|[./-])(test|spec|bench|fixture)s?[./]/.test(file))).toEqual(
      [],
    )
  })

  it('lacks what every package has', () => {
    expect(installed.files).toEqual(
      expect.arrayContaining(['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'dist/index.js']),
    )
  })

  it('holds compiled files or maps without a source, or sources that were not compiled', () => {
    const stem = (folder: string, ending: string): readonly string[] =>
      installed.files
        .filter((file) => file.startsWith(`${folder}/`) && file.endsWith(ending))
        .map((file) => file.slice(folder.length + 1, -ending.length))
    const sources = stem('src', '.ts')
    for (const ending of ['.js', '.js.map', '.d.ts', '.d.ts.map'])
      expect(stem('dist', ending), ending).toEqual(sources)
  })

  it('has a source map that points to nothing', async () => {
    const maps = installed.files.filter((file) => file.endsWith('.map'))
    expect(maps.length).toBeGreaterThan(0)
    for (const map of maps) {
      const { sources } = JSON.parse(await readFile(inPackage(map), 'utf8')) as { sources: string[] }
      const missing = sources
        .map((source) => normalize(join(map, '..', source)))
        .filter((path) => !existsSync(inPackage(path)))
      expect(missing, map).toEqual([])
    }
  })

  it('names an entry or a command that is not in it', async () => {
    const manifest = JSON.parse(await readFile(inPackage('package.json'), 'utf8')) as Record<string, unknown>
    const paths = (value: unknown): readonly string[] =>
      typeof value === 'string'
        ? [value]
        : Object.values((value ?? {}) as Record<string, unknown>).flatMap(paths)
    const named = [manifest['exports'], manifest['imports'], manifest['bin']].flatMap(paths)
    expect(named.filter((path) => !existsSync(inPackage(path)))).toEqual([])
  })

  it('has scripts, of which npm would warn, or what only a checkout needs', async () => {
    const manifest = JSON.parse(await readFile(inPackage('package.json'), 'utf8')) as object
    expect(Object.keys(manifest)).toEqual(
      Object.keys((await readManifest(root)) as object).filter(
        (key) => !['scripts', 'devDependencies'].includes(key),
      ),
    )
  })

  it('has a command that cannot be run by its name', async () => {
    const text = await readFile(inPackage('dist/cli/main.js'), 'utf8')
    expect(text.startsWith('#!/usr/bin/env node\n')).toBe(true)
    const listed = await runWell(root, 'tar', ['-tvzf', installed.tarball, 'package/dist/cli/main.js'])
    expect(listed.stdout).toMatch(/^-rwxr-xr-x/)
  })

  it('is not what publint or are-the-types-wrong expect', { timeout: 60_000 }, async () => {
    const publint = await run(root, tool('publint'), ['--strict', installed.tarball])
    expect(publint.code, publint.stdout + publint.stderr).toBe(0)
    const attw = await run(root, tool('attw'), ['--profile', 'esm-only', '--no-emoji', installed.tarball])
    expect(attw.code, attw.stdout + attw.stderr).toBe(0)
  })
})
