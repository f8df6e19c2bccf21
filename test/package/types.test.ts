import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packAndInstall, root, run, type Installed } from './support.js'

// What applications and their tests write. Only what serves the simulator has Node's types.
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
import { Agent } from 'node:https'
import { discover } from 'rx-omm'
import { viaAgent, type AgentWay } from 'rx-omm/node'

export const simulator: Simulator = createSimulator()
export const way: AgentWay = viaAgent(new Agent({ ca: 'PEM' }))
export const endpoints = discover({ region: 'us-east-1', http: way.http })
export const served = serveSimulator(simulator, { port: 0 })
`

const forAngular = `
import { inject, type EnvironmentProviders } from '@angular/core'
import type { Consumer, Image } from 'rx-omm'
import { CONSUMER, injectImage, provideConsumer, type ItemSignal } from 'rx-omm/angular'

export const providers: EnvironmentProviders = provideConsumer({ login: { name: 'me' }, endpoints: 'wss://feed' })
export class Quote {
  readonly quote: ItemSignal<Image> = injectImage('EUR=', { view: ['BID'] })
  readonly consumer: Consumer = inject(CONSUMER)
}
// @ts-expect-error: a name is text
export const wrong = () => injectImage(1)
`
const forTelemetry = `
import { metrics, trace, type Attributes } from '@opentelemetry/api'
import type { Consumer } from 'rx-omm'
import { instrument, type Instrumentation } from 'rx-omm/opentelemetry'

const attributes: Attributes = { 'rx_omm.consumer': 'quotes' }
export const start = (consumer: Consumer): Instrumentation =>
  instrument(consumer, {
    meterProvider: { getMeter: (name) => metrics.getMeter(name) },
    tracerProvider: trace.getTracerProvider(),
    attributes,
  })
// @ts-expect-error: a consumer is needed
export const wrong = () => instrument()
`

let installed: Installed
beforeAll(async () => {
  installed = await packAndInstall(['@types/node'])
  await writeFile(join(installed.project, 'browser.ts'), forBrowsers)
  await writeFile(join(installed.project, 'test.ts'), forTests)
  await writeFile(join(installed.project, 'node.ts'), forNode)
  await writeFile(join(installed.project, 'angular.ts'), forAngular)
  await writeFile(join(installed.project, 'telemetry.ts'), forTelemetry)
})
afterAll(() => installed.remove())

const settings = (moduleResolution: string, types: readonly string[], files: readonly string[]): unknown => ({
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
    // What Angular and OpenTelemetry declare is checked, too: nobody has to skip it because of this package.
    skipLibCheck: false,
    noEmit: true,
  },
  files,
})

const compilers = ['typescript-5.9', 'typescript', 'typescript-7']
// As few as will do, since each of them takes seconds: types that Angular brings along must not help the others.
const projects = [
  ['browsers and their tests', [], ['browser.ts', 'test.ts']],
  ['Angular and OpenTelemetry', [], ['angular.ts', 'telemetry.ts']],
  ['Node', ['node'], ['node.ts']],
] as const

describe.each(compilers)('%s', { timeout: 90_000 }, (compiler) => {
  describe.each(['nodenext', 'bundler'])('with %s resolution', (resolution) => {
    it.each(projects)('refuses the types of the package in a project for %s', async (_, types, files) => {
      const config = join(installed.project, `tsconfig.${compiler}.${resolution}.${files[0]}.json`)
      await writeFile(config, JSON.stringify(settings(resolution, types, files)))
      const tsc = join(root, 'node_modules', compiler, 'bin/tsc')
      const ran = await run(installed.project, process.execPath, [tsc, '-p', config], { timeout: 80_000 })
      expect(ran.stdout + ran.stderr).toBe('')
      expect(ran.code).toBe(0)
    })
  })
})

// docs/troubleshooting.md says what to do.
it.each([
  ['node10', 'commonjs', /error TS2307: Cannot find module 'rx-omm' or its corresponding type declarations/],
  [
    'node16',
    'node16',
    /error TS1479: The current file is a CommonJS module whose imports will produce 'requ/,
  ],
])(
  'TypeScript 5.9 takes %s resolution, so that a limit can go from the docs',
  async (resolution, module, told) => {
    await writeFile(
      join(installed.project, 'old.cts'),
      "import { createConsumer } from 'rx-omm'\ncreateConsumer",
    )
    const options = [
      '--noEmit',
      '--skipLibCheck',
      '--module',
      module,
      '--moduleResolution',
      resolution,
      'old.cts',
    ]
    const tsc = join(root, 'node_modules/typescript-5.9/bin/tsc')
    expect((await run(installed.project, process.execPath, [tsc, ...options])).stdout).toMatch(told)
  },
)
