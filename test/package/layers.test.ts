import { appendFile, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root, run, tool } from './support.js'

/** An import that must be refused: where it is planted, what it says, and the rule that should see it. */
const forbidden: readonly (readonly [rule: string, file: string, code: string])[] = [
  ['errors-uses-only', 'errors.ts', "import './time/b.js'"],
  ['errors-uses-types-only', 'errors.ts', "import './wire/b.js'"],
  ['wire-uses-only', 'wire/a.ts', "import '../time/b.js'"],
  ['wire-has-no-rxjs', 'wire/a.ts', "import 'rxjs'"],
  ['time-uses-only', 'time/a.ts', "import '../errors.js'"],
  ['recovery-uses-only', 'recovery/a.ts', "import type { B } from '../session/b.js'"],
  ['http-uses-only', 'http/a.ts', "import type { B } from '../token/b.js'"],
  ['token-uses-only', 'token/a.ts', "import type { B } from '../connection/b.js'"],
  ['endpoint-uses-types-only', 'endpoint/a.ts', "import '../token/b.js'"],
  ['connection-uses-types-only', 'connection/a.ts', "import '../token/b.js'"],
  ['connection-uses-only', 'connection/a.ts', "import type { B } from '../session/b.js'"],
  ['session-uses-types-only', 'session/a.ts', "import '../connection/b.js'"],
  ['session-uses-types-only', 'session/a.ts', "import '../token/b.js'"],
  ['item-uses-types-only', 'item/a.ts', "import '../session/b.js'"],
  ['item-uses-only', 'item/a.ts', "import type { B } from '../http/b.js'"],
  ['operators-uses-only', 'operators/a.ts', "import type { B } from '../session/b.js'"],
  ['dictionary-uses-only', 'dictionary/a.ts', "import '../time/b.js'"],
  ['operators-are-leaves', 'consumer/a.ts', "import '../operators/b.js'"],
  ['simulator-uses-only', 'simulator/a.ts', "import type { B } from '../token/b.js'"],
  ['simulator-uses-types-only', 'simulator/a.ts', "import '../connection/b.js'"],
  ['testing-uses-only', 'testing/a.ts', "import '../cli/b.js'"],
  ['testing-uses-only', 'testing/a.ts', "import '../index.js'"],
  ['testing-runs-in-browsers', 'testing/a.ts', "import '../simulator/shell/b.js'"],
  ['index-is-a-sink', 'consumer/a.ts', "import type { B } from '../index.js'"],
  ['library-knows-no-satellite', 'consumer/a.ts', "import type { B } from '../simulator/b.js'"],
  ['library-knows-no-satellite', 'index.ts', "export * from './testing/b.js'"],
  ['consumer-is-the-top', 'item/a.ts', "import type { B } from '../consumer/b.js'"],
  ['one-importer-of-the-platform', 'token/a.ts', "import '#platform'"],
  ['one-importer-of-rxjs-websockets', 'connection/a.ts', "import 'rxjs-websockets'"],
  ['ws-in-shells-only', 'connection/a.ts', "import 'ws'"],
  ['ws-in-shells-only', 'simulator/a.ts', "import type { WebSocket } from 'ws'"],
  ['node-in-shells-only', 'token/a.ts', "import 'node:fs'"],
  ['node-in-shells-only', 'simulator/a.ts', "import 'node:http'"],
  ['jose-for-assertions-only', 'session/a.ts', "export const load = () => import('jose')"],
  ['jose-on-demand', 'token/a.ts', "import 'jose'"],
  ['no-circular', 'item/a.ts', "import './c.js'"],
  ['no-unresolved', 'item/a.ts', "import './nowhere.js'"],
  ['no-dev-dependencies', 'consumer/a.ts', "import 'prettier'"],
  ['source-knows-no-test', 'consumer/a.ts', "import '../../test/b.js'"],
]

const allowed: readonly (readonly [file: string, code: string])[] = [
  ['errors.ts', "import type { B } from './wire/b.js'"],
  ['session/a.ts', "import type { B } from '../connection/b.js'\nimport '../recovery/b.js'"],
  ['item/a.ts', "import type { B } from '../session/b.js'\nimport '../wire/b.js'"],
  ['consumer/a.ts', "import '../token/b.js'\nimport '../session/b.js'\nimport '#platform'"],
  ['connection/socket.ts', "import 'rxjs-websockets'"],
  ['token/a.ts', "export const load = () => import('jose')"],
  ['simulator/shell/a.ts', "import 'ws'\nimport 'node:http'"],
  ['testing/a.ts', "import '../consumer/b.js'\nimport '../simulator/b.js'"],
  ['platform/node.ts', "import 'ws'\nimport 'node:os'"],
]

const rooms = ['wire', 'time', 'recovery', 'http', 'token', 'endpoint', 'connection', 'session', 'item']
const further = ['operators', 'consumer', 'simulator', 'simulator/shell', 'testing', 'cli']

interface Cruise {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[]
  }
}

type Planted = readonly (readonly [file: string, code: string])[]

/** What is refused, as `rule file`, in a small copy of our rooms in which the given files stand as well. */
const cruise = async (planted: Planted): Promise<readonly string[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'rx-omm-layers-'))
  const write = async (file: string, code: string): Promise<void> => {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await appendFile(join(folder, file), `${code}\n`)
  }
  try {
    for (const name of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs'])
      await write(name, await readFile(join(root, name), 'utf8'))
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
    const empty = ['src/errors.ts', 'src/index.ts', 'src/platform/node.ts', 'test/b.ts']
    for (const file of [...empty, ...[...rooms, ...further].map((room) => `src/${room}/b.ts`)])
      await write(file, 'export type B = 1')
    for (const [file, code] of planted) await write(`src/${file}`, code)
    const ran = await run(folder, tool('depcruise'), [
      '--config',
      '.dependency-cruiser.cjs',
      '-T',
      'json',
      'src',
    ])
    const { summary } = JSON.parse(ran.stdout) as Cruise
    return summary.violations.map(({ rule, from }) => `${rule.name} ${from}`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

describe('the rules on who may import whom', () => {
  it('let pass what they forbid', async () => {
    // Files that stand for a room, `a.ts`, are numbered so that all can be planted at once.
    const planted = forbidden.map(
      ([rule, file, code], index) => [rule, file.replace('/a.ts', `/a${index}.ts`), code] as const,
    )
    const refused = await cruise([
      ...planted.map(([, file, code]) => [file, code] as const),
      ...planted
        .filter(([rule]) => rule === 'no-circular')
        .map(([, file]) => ['item/c.ts', `import './${basename(file, '.ts')}.js'`] as const),
    ])
    expect(
      planted.map(([rule, file]) => `${rule} src/${file}`).filter((line) => !refused.includes(line)),
    ).toEqual([])
  })

  it('refuse what they allow', async () => {
    expect(await cruise(allowed)).toEqual([])
  })
})
