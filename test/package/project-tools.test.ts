import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { describeProject } from './real-installation.js'
import { root, run, type RunOptions } from './support.js'

it('the lock file of the tools has addresses', async () => {
  const lock = await readFile(join(root, 'test/package/projects/tools/package-lock.json'), 'utf8')
  expect(lock).toContain('"integrity"')
  expect(lock).not.toContain('"resolved"')
})

describeProject('tools', ({ folder }) => {
  const jest = (args: readonly string[], options?: RunOptions) =>
    run(folder(), process.execPath, ['node_modules/jest/bin/jest.js', '--ci', ...args], options)

  // docs/testing.md and docs/troubleshooting.md tell of it, and what to do.
  it('can require the package in Jest as it is, so that a limit can go from the docs', async () => {
    const ran = await jest(['require.test.js'])
    expect(ran.code).toBe(1)
    expect(ran.stderr).toMatch(/Must use import to load ES Module: .*rx-omm\/dist\/index\.js/)
  })

  it('cannot run tests that are modules in Jest', async () => {
    const ran = await jest(['import.test.mjs'], {
      env: { NODE_OPTIONS: '--experimental-vm-modules' },
    })
    expect(ran).toMatchObject({ code: 0, stderr: expect.stringContaining('2 passed, 2 total') as string })
  })

  it('cannot run tests in CommonJS in Jest when it transforms the package', async () => {
    const ran = await jest(['--config', 'transformed.config.cjs', 'require.test.js'])
    expect(ran).toMatchObject({ code: 0, stderr: expect.stringContaining('2 passed, 2 total') as string })
  })

  it('is told to configure Jest in another way than it does here', async () => {
    const [, ...config] = (await readFile(join(folder(), 'transformed.config.cjs'), 'utf8'))
      .trim()
      .split('\n')
    const docs = await readFile(join(root, 'docs/testing.md'), 'utf8')
    expect(docs).toContain(config.map((line) => `  ${line}\n`).join(''))
  })

  it('cannot be built by webpack, or not without a warning', async () => {
    expect(await run(folder(), process.execPath, ['webpack.cjs'])).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    })
  })
})
