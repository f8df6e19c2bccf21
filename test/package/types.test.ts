import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packAndInstall, root, run, type Installed } from './support.js'

// An application without Node's types, and one that has them because it serves the simulator.
const forBrowsers = `
import { clientCredentials, createConsumer, discover, toImage, type Consumer, type Image, type ItemEvent } from 'rx-omm'
import type { Observable } from 'rxjs'

export const consumer: Consumer = createConsumer({
  tokens: clientCredentials({ clientId: 'id', clientSecret: 'secret' }),
  endpoints: discover({ region: 'us-east-1' }),
})
export const events$: Observable<ItemEvent> = consumer.item('EUR=', { view: ['BID'] })
export const images$: Observable<Image> = events$.pipe(toImage())
// @ts-expect-error: a name is text
consumer.item(1)
`
const forTests = `
import { toImage, type Consumer, type Image } from 'rx-omm'
import { errorOf, fakeConsumer, refreshEvent, runWithSimulator, type FakeConsumer } from 'rx-omm/testing'
import { of, type Observable } from 'rxjs'

export const fake: FakeConsumer = fakeConsumer({ items: { 'EUR=': of(refreshEvent({ BID: 1 })) } })
export const consumer: Consumer = fake
export const images$: Observable<Image> = fake.item('EUR=').pipe(toImage())
export const closeCode: number | undefined = errorOf('connection-lost', { closeCode: 1006 }).closeCode
runWithSimulator({ identity: 'v2' }, ({ simulator, watch, advance }) => {
  watch(images$)
  advance(1_000)
  simulator.drop()
})
`
const forNode = `
import { createSimulator, serveSimulator, type Simulator } from 'rx-omm/simulator'

export const simulator: Simulator = createSimulator()
export const served = serveSimulator(simulator, { port: 0 })
`

let installed: Installed
beforeAll(async () => {
  installed = await packAndInstall(['@types/node'])
  await writeFile(join(installed.project, 'browser.ts'), forBrowsers)
  await writeFile(join(installed.project, 'test.ts'), forTests)
  await writeFile(join(installed.project, 'node.ts'), forNode)
})
afterAll(() => installed.remove())

const settings = (moduleResolution: string, types: readonly string[], file: string): unknown => ({
  compilerOptions: {
    target: 'ES2022',
    lib: ['ES2022', 'DOM', 'DOM.Iterable'],
    module: moduleResolution === 'bundler' ? 'esnext' : 'nodenext',
    moduleResolution,
    types,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    skipLibCheck: false,
    noEmit: true,
  },
  files: [file],
})

const compilers = ['typescript', 'typescript-5.9']
const projects = [
  ['browser', []],
  ['test', []],
  ['node', ['node']],
] as const

describe.each(compilers)('%s', (compiler) => {
  describe.each(['nodenext', 'bundler'])('with %s resolution', (resolution) => {
    it.each(projects)('refuses the types of the package in a project for %s', async (name, types) => {
      const config = join(installed.project, `tsconfig.${compiler}.${resolution}.${name}.json`)
      await writeFile(config, JSON.stringify(settings(resolution, types, `${name}.ts`)))
      const tsc = join(root, 'node_modules', compiler, 'bin/tsc')
      const ran = await run(installed.project, process.execPath, [tsc, '-p', config])
      expect(ran.stdout + ran.stderr).toBe('')
      expect(ran.code).toBe(0)
    })
  })
})
