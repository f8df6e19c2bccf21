import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { discover, passwordGrant } from 'rx-omm'
import { createSimulator, serveSimulator, type Simulator, type SimulatorOptions } from 'rx-omm/simulator'
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { buildPage, isInstalled, outputs } from '../../../examples/angular/prepare/prepare-demo.js'
import { filesOf } from '../../../examples/angular/server/files.js'
import { serveDemo } from '../../../examples/angular/server/serve-demo.js'
import { simulated } from '../../../examples/angular/server/simulated.js'
import { eventually } from './eventually.js'
import { describeInBrowser } from './in-browser.js'
import { openTab, type Tab } from './open-tab.js'

/** Names that are found nowhere by accident. */
export const machine = {
  username: 'GE-A-OF-THE-DEMO',
  password: 'known-to-the-back-end',
  appKey: 'app-key-of-the-demo',
}

/** The folder of a page as it was built. */
export const pageOf = (configuration: keyof typeof outputs): URL =>
  new URL(`../../../examples/angular/${outputs[configuration]}/browser/`, import.meta.url)

/**
 * Describes what is tested of the demo, in a real browser, with the page as it is now: it is built first where something
 * changed. Where its packages are not installed the tests are skipped; where CI is set they fail.
 */
export const describeDemo = async (
  name: string,
  configurations: readonly (keyof typeof outputs)[],
  tests: (browser: () => Browser) => void,
): Promise<void> => {
  if (await isInstalled()) {
    describeInBrowser(name, (browser) => {
      beforeAll(async () => {
        for (const each of configurations) await buildPage(each, () => undefined)
      }, 240_000)
      tests(browser)
    })
    return
  }
  const advice = 'its packages are not installed, or have changed: npm run demo -- --build'
  if (!process.env['CI']) console.warn(`${name} is not tested: ${advice}`)
  describe(name, () => {
    it.skipIf(!process.env['CI'])(`is not tested: ${advice}`, () => {
      throw new Error(advice)
    })
  })
}

/** The demo for one test: the simulator that it troubles, and the back end in front of it. */
export const startDemo = async (
  options: SimulatorOptions = {},
): Promise<{ readonly simulator: Simulator; readonly url: string }> => {
  const simulator = createSimulator({ ...simulated, machines: [machine], updateRate: 0, ...options })
  const { httpUrl, close } = await serveSimulator(simulator)
  const { username, password, appKey } = machine
  const demo = await serveDemo(
    {
      options: {
        tokens: passwordGrant({
          username,
          password,
          clientId: appKey,
          url: `${httpUrl}/auth/oauth2/v1/token`,
        }),
        endpoints: discover({ url: `${httpUrl}/streaming/pricing/v1/` }),
      },
      simulator,
      close,
    },
    pageOf('production'),
    0,
  )
  onTestFinished(demo.close)
  return { simulator, url: demo.url }
}

/** Serves the page that has a simulator of its own, below a path, as a host of static files does. */
export const startStaticDemo = async (): Promise<string> => {
  const file = filesOf(pageOf('pages'))
  const base = '/some/where/'
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    const within = path.startsWith(base) ? path.slice(base.length - 1) : '/not-there'
    file(within).then(
      ({ status = 200, type, body }) => response.writeHead(status, { 'content-type': type }).end(body),
      () => response.destroy(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`
}

/** A person with a browser of their own. */
export const newPerson = async (
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  onTestFinished(() => context.close())
  return context
}

/** A tab with the demo, and what a test looks at. */
export interface DemoTab extends Tab {
  /** The price that a row of the board shows. */
  readonly price: (name: string, cell?: 'bid' | 'ask' | 'last') => Promise<string | undefined>
  /** How a row of the board is. */
  readonly status: (name: string) => Promise<string | undefined>
  /** How a row was from the start, each change once. */
  readonly course: (name: string) => Promise<readonly string[]>
  /** Waits until a row is like that. */
  readonly becomes: (name: string, status: string) => Promise<void>
  /** Presses the button of a fault. */
  readonly fail: (id: string) => Promise<void>
  /** What the log of the session says, the newest first. */
  readonly log: () => Promise<string>
}

/** Opens the demo in a tab, and waits until a quote is live. */
export const openDemo = async (context: BrowserContext, url: string): Promise<DemoTab> => {
  const tab = await openTab(context)
  const { page } = tab
  await page.addInitScript(() => {
    // The jitter of delays: as short as they can be, so that no test is slow by bad luck.
    Math.random = () => 0.1
    const courses: Record<string, string[]> = {}
    Object.assign(globalThis, { courses })
    new MutationObserver(() => {
      for (const row of document.querySelectorAll<HTMLElement>('tr[data-name]')) {
        const { name = '', status = '' } = row.dataset
        const course = (courses[name] ??= [])
        if (course.at(-1) !== status) course.push(status)
      }
    }).observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['data-status'],
    })
  })
  await page.goto(url)
  const row = (name: string) => page.locator(`tr[data-name="${name}"]`)
  const status = async (name: string) =>
    await page.evaluate(
      (of) => document.querySelector<HTMLElement>(`tr[data-name="${of}"]`)?.dataset['status'],
      name,
    )
  const becomes = (name: string, wanted: string) =>
    eventually(async () => {
      expect(await status(name)).toBe(wanted)
    })
  await becomes('EUR=', 'live')
  return {
    ...tab,
    price: async (name, cell = 'bid') =>
      (await row(name).locator(`[data-cell="${cell}"]`).textContent())?.trim(),
    status,
    course: (name) =>
      page.evaluate((of) => (globalThis as { courses?: Record<string, string[]> }).courses?.[of] ?? [], name),
    becomes,
    fail: (id) => page.locator(`[data-fault="${id}"]`).click(),
    log: () => page.locator('app-event-log').innerText(),
  }
}

/** Bytes of a file of the built page. */
export const bytesOf = (configuration: keyof typeof outputs, name: string): Promise<Buffer> =>
  readFile(new URL(name, pageOf(configuration)))
