import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readManifest, root, runWell } from '../package/support.js'

interface Sbom {
  readonly components: readonly { readonly name: string; readonly licenses?: readonly unknown[] }[]
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[]
  readonly metadata: { readonly component: { readonly name: string } }
}

it('the list of components lacks what applications get, has what they do not get, or tells an address', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rx-omm-sbom-test-'))
  try {
    const file = join(folder, 'sbom.json')
    await runWell(root, process.execPath, ['.build/sbom.js', file])
    const text = await readFile(file, 'utf8')
    const { components, dependencies, metadata } = JSON.parse(text) as Sbom
    const { name, dependencies: direct = {} } = await readManifest(root)
    expect(metadata.component.name).toBe(name)
    expect(components.map((component) => component.name).sort()).toEqual(
      // The peer that is not optional, and what it needs.
      [...Object.keys(direct), 'rxjs', 'tslib'].sort(),
    )
    expect(components.filter(({ licenses = [] }) => licenses.length === 0)).toEqual([])
    const ours = dependencies.find(({ ref }) => ref.startsWith(`${name}@`))
    expect(ours?.dependsOn.map((ref) => ref.replace(/@[^@]*$/, '')).sort()).toEqual(
      [...Object.keys(direct), 'rxjs'].sort(),
    )
    expect(text.match(/https?:[^"]+/g)).toEqual(['http://cyclonedx.org/schema/bom-1.5.schema.json'])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
