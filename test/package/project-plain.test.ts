import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build, createLogger, preview } from 'vite'
import { expect, it, onTestFinished } from 'vitest'
import { eventually } from '../browser/support/eventually.js'
import { describeInBrowser } from '../browser/support/in-browser.js'
import { openTab } from '../browser/support/open-tab.js'
import { served } from '../browser/support/served.js'
import { describeProject } from './real-installation.js'
import { run } from './support.js'

/** What both programs do: they print that an item is live, and end by themselves. */
const streamed = { code: 0, stdout: 'EUR= false\n', stderr: '' }

// A project of the Angular CLI is not here: examples/angular is one, and its test builds it.
describeProject('plain', ({ folder }) => {
  it('cannot run a module, or not to its end', async () => {
    expect(await run(folder(), process.execPath, ['--trace-warnings', 'module.mjs'])).toEqual(streamed)
  })

  it('cannot run a program in CommonJS, or not to its end', async () => {
    expect(await run(folder(), process.execPath, ['--trace-warnings', 'commonjs.cjs'])).toEqual(streamed)
  })

  // Too slow for every day, and .ci/run is run with several versions anyway.
  it.each(process.env['TEST_NODES']?.split(',') ?? [])('cannot run on Node %s', async (version) => {
    const node = ['--yes', '--package', `node@${version}`, 'node']
    expect((await run(folder(), 'npx', [...node, '--version'])).stdout).toMatch(`v${version}.`)
    for (const program of ['module.mjs', 'commonjs.cjs']) {
      const ran = await run(folder(), 'npx', [...node, '--trace-warnings', program])
      expect({ ...ran, stderr: ran.stderr.replace(/^npm .*\n/gm, '') }, program).toEqual(streamed)
    }
    const tested = await run(folder(), 'npx', [...node, '--test', '--test-reporter=tap', 'outage.test.mjs'])
    expect(tested.stdout).toContain('# pass 1\n# fail 0\n')
  })

  it('cannot run a test by the test runner of Node', async () => {
    const ran = await run(folder(), process.execPath, ['--test', '--test-reporter=tap', 'outage.test.mjs'])
    expect(ran.stdout).toContain('# pass 1\n# fail 0\n')
    expect(ran).toMatchObject({ code: 0, stderr: '' })
  })

  it('lacks the command', async () => {
    const { version } = JSON.parse(
      await readFile(join(folder(), 'node_modules/rx-omm/package.json'), 'utf8'),
    ) as { version: string }
    const ran = await run(folder(), 'npx', ['--no-install', 'omm', '--version'])
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining(version) as string })
  })

  /** Builds the page by Vite, and gives what Vite complained of. */
  const buildPage = async (): Promise<readonly string[]> => {
    const complaints: string[] = []
    const note = (text: string): void => void complaints.push(text)
    await build({
      root: join(folder(), 'page'),
      configFile: false,
      logLevel: 'warn',
      customLogger: { ...createLogger('silent'), warn: note, warnOnce: note, error: note },
    })
    return complaints
  }

  it('cannot be built by Vite, or not without a warning', async () => {
    expect(await buildPage()).toEqual([])
  })

  describeInBrowser('as a page built by Vite', (browser) => {
    it('streams nothing', async () => {
      await buildPage()
      const { wsUrl } = await served()
      const server = await preview({
        root: join(folder(), 'page'),
        configFile: false,
        logLevel: 'silent',
        preview: { host: '127.0.0.1', port: 0 },
      })
      onTestFinished(() => server.close())
      const context = await browser().newContext()
      onTestFinished(() => context.close())
      const { page, printed, errors } = await openTab(context)
      await page.goto(`${server.resolvedUrls!.local[0]!}?endpoint=${encodeURIComponent(wsUrl)}`)
      await eventually(async () => {
        expect(await page.textContent('body')).toBe('EUR= live')
      })
      expect({ printed, errors }).toEqual({ printed: [], errors: [] })
    })
  })
})
