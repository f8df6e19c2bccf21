import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readSurfaces, type Surface } from './surface-report.js'
import { root } from './support.js'

const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
  readonly exports: Record<string, string | { readonly types: string }>
}
const entries = Object.entries(manifest.exports).flatMap(([path, target]) =>
  typeof target === 'string'
    ? []
    : [
        {
          name: path.replace('.', 'rx-omm'),
          module: target.types.replace('./dist/', '').replace(/\.d\.ts$/, ''),
          file: `surface/${path === '.' ? 'rx-omm' : path.slice('./'.length)}.api.md`,
        },
      ],
)

let surfaces: ReadonlyMap<string, Surface>
beforeAll(async () => {
  const read = await readSurfaces(entries)
  surfaces = new Map(read.map((surface, index) => [entries[index]!.name, surface]))
}, 180_000)
const surface = (name: string): Surface => surfaces.get(name)!

const accept = 'is the change of the public API meant? Then: npx vitest run test/package/surface.test.ts -u'

describe.each(entries)('the public API of $name', ({ name, file }) => {
  it('differs from what was agreed upon', async () => {
    await expect(surface(name).report, accept).toMatchFileSnapshot(file)
  })

  it('mentions types that no entry exports', () => {
    const exported = new Set([...surfaces.values()].flatMap(({ names }) => names))
    expect(surface(name).mentioned.filter((mentioned) => !exported.has(mentioned))).toEqual([])
  })

  it('mentions a type of the library that rx-omm does not export itself', () => {
    if (name === 'rx-omm') expect(surface(name).mentioned).toEqual([])
  })

  it('has a default export, or is not what API Extractor expects', () => {
    expect(surface(name).report).not.toMatch(/^export default/m)
    expect(surface(name).complaints).toEqual([])
  })

  it('shows what is internal', () => {
    expect(surface(name).report).not.toContain('@internal')
  })
})
