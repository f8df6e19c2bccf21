import { readFile, writeFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { build, type Metafile } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packAndInstall, run, type Installed } from './support.js'

let installed: Installed
beforeAll(async () => {
  installed = await packAndInstall()
})
afterAll(() => installed.remove())

const node = async (file: string, code: string): ReturnType<typeof run> => {
  await writeFile(join(installed.project, file), code)
  return run(installed.project, process.execPath, ['--trace-warnings', file])
}

const silentSuccess = { code: 0, stdout: '', stderr: '' }

const entries = [
  'rx-omm',
  'rx-omm/simulator',
  'rx-omm/testing',
  'rx-omm/angular',
  'rx-omm/opentelemetry',
  'rx-omm/node',
]

describe.each(entries)('%s as installed', (entry) => {
  it('cannot be imported by a module', async () => {
    const ran = await node(
      'main.mjs',
      `import * as all from '${entry}'\nif (Object.keys(all).length === 0) throw all`,
    )
    expect(ran).toEqual(silentSuccess)
  })

  it('cannot be required by CommonJS, or not without a warning', async () => {
    const ran = await node(
      'main.cjs',
      `const all = require('${entry}')\nif (Object.keys(all).length === 0) throw all`,
    )
    expect(ran).toEqual(silentSuccess)
  })

  it('starts something when it is imported, or changes a global', async () => {
    const code = `
      // What Angular itself leaves behind is not ours.
      ${entry === 'rx-omm/angular' ? "await import('@angular/core')" : ''}
      const before = Object.getOwnPropertyNames(globalThis).join()
      const resources = process.getActiveResourcesInfo().filter((kind) => /Time|TCP|Server|Immediate/.test(kind)).join()
      await import('${entry}')
      if (Object.getOwnPropertyNames(globalThis).join() !== before) throw new Error('a global')
      const now = process.getActiveResourcesInfo().filter((kind) => /Time|TCP|Server|Immediate/.test(kind)).join()
      if (now !== resources) throw new Error(now)
      for (const name of ['exit', 'SIGINT', 'SIGTERM', 'uncaughtException', 'unhandledRejection', 'warning'])
        if (process.listenerCount(name) > 1) throw new Error(name)
    `
    expect(await node('quiet.mjs', code)).toEqual(silentSuccess)
  })
})

describe('a bundle for the browser', () => {
  const bundle = async (code: string): Promise<{ readonly text: string; readonly metafile: Metafile }> => {
    const { outputFiles, metafile } = await build({
      stdin: { contents: code, resolveDir: installed.project },
      bundle: true,
      minify: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'browser',
      // What only exists in Node must not even be asked for: with this a node: import would go through unseen…
      external: ['node:*'],
      logLevel: 'silent',
    })
    return { text: outputFiles[0]!.text, metafile }
  }

  it('contains ws or a module of Node', async () => {
    const { metafile } = await bundle(
      "import { createConsumer } from 'rx-omm'\nglobalThis.made = createConsumer",
    )
    const imports = Object.values(metafile.inputs).flatMap((input) => input.imports.map(({ path }) => path))
    // …so it is looked for here.
    expect(imports.filter(isBuiltin)).toEqual([])
    expect(
      Object.keys(metafile.inputs).filter((path) => /node_modules\/ws\/|platform\/node\.js/.test(path)),
    ).toEqual([])
    expect(Object.keys(metafile.inputs).some((path) => path.endsWith('platform/browser.js'))).toBe(true)
  })

  it('of a test of a component contains ws or a module of Node', async () => {
    const { metafile } = await bundle(
      "import { fakeConsumer, runWithSimulator } from 'rx-omm/testing'\nglobalThis.made = [fakeConsumer, runWithSimulator]",
    )
    const imports = Object.values(metafile.inputs).flatMap((input) => input.imports.map(({ path }) => path))
    expect(imports.filter(isBuiltin)).toEqual([])
    expect(Object.keys(metafile.inputs).filter((path) => /node_modules\/ws\//.test(path))).toEqual([])
  })

  it('of a simulator in memory contains ws or a module of Node', async () => {
    const { metafile } = await bundle(
      "import { createSimulator, inMemory, serveSimulator } from 'rx-omm/simulator'\nglobalThis.made = [createSimulator, inMemory, serveSimulator]",
    )
    const imports = Object.values(metafile.inputs).flatMap((input) => input.imports.map(({ path }) => path))
    expect(imports.filter(isBuiltin)).toEqual([])
    expect(
      Object.keys(metafile.inputs).filter((path) => /node_modules\/(ws|selfsigned)\//.test(path)),
    ).toEqual([])
  })

  it('of an Angular application contains ws or a module of Node', async () => {
    const { metafile } = await bundle("import * as all from 'rx-omm/angular'\nglobalThis.made = all")
    const imports = Object.values(metafile.inputs).flatMap((input) => input.imports.map(({ path }) => path))
    expect(imports.filter(isBuiltin)).toEqual([])
    expect(
      Object.keys(metafile.inputs).filter((path) => /node_modules\/ws\/|platform\/node\.js/.test(path)),
    ).toEqual([])
    expect(Object.keys(metafile.inputs).some((path) => path.endsWith('platform/browser.js'))).toBe(true)
  })

  it('keeps code of the package that nobody asked for', async () => {
    expect((await bundle("import 'rx-omm'")).text.trim()).toBe('')
    expect((await bundle("import * as all from 'rx-omm'\nexport const one = 1")).text.length).toBeLessThan(
      100,
    )
  })

  it('of one operator brings the consumer along', async () => {
    const { metafile } = await bundle("export { conflate } from 'rx-omm'")
    const output = Object.values(metafile.outputs)[0]!
    const kept = Object.entries(output.inputs)
      .filter(([path, { bytesInOutput }]) => path.includes('rx-omm/dist') && bytesInOutput > 0)
      .map(([path]) => path.replace(/.*rx-omm\/dist\//, ''))
    expect(kept.filter((path) => /^(consumer|session|connection|token|item)\//.test(path))).toEqual([])
  })
})

describe('the manifest', () => {
  it('asks for a package that no code imports, or code imports one it does not ask for', async () => {
    const folder = join(installed.project, 'node_modules/rx-omm')
    const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
      readonly dependencies: Record<string, string>
      readonly peerDependencies: Record<string, string>
      readonly peerDependenciesMeta?: Record<string, unknown>
    }
    const used = new Set<string>()
    for (const file of installed.files.filter((name) => name.endsWith('.js'))) {
      // Examples in comments import what an application has.
      const text = (await readFile(join(folder, file), 'utf8')).replaceAll(/^ *\/\*\*[^]*?\*\/$/gm, '')
      for (const [, name = ''] of text.matchAll(/(?:\bfrom |^import |\bimport\()'([^'.#][^']*)'/gm))
        if (!isBuiltin(name))
          used.add(
            name
              .split('/')
              .slice(0, name.startsWith('@') ? 2 : 1)
              .join('/'),
          )
    }
    const asked = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)]
    expect([...used].filter((name) => !asked.includes(name) && name !== 'rx-omm')).toEqual([])
    // fp-ts is a peer that io-ts insists on.
    expect(asked.filter((name) => !used.has(name))).toEqual(['fp-ts'])
  })
})
