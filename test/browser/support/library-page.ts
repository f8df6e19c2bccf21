import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Browser, BrowserContext } from 'playwright-core'
import { onTestFinished } from 'vitest'
import type {} from '../programs/library.js'
import { openTab, type Tab } from './open-tab.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** A program of `test/browser/programs`, and the built library with it, as one script for browsers. */
const bundle = async (program: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [`${root}/test/browser/programs/${program}.ts`],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    // The paths of this checkout would lead to the sources and not to what is built.
    tsconfigRaw: '{}',
  })
  return outputFiles.map(({ text }) => text).join('\n')
}

let library: Promise<string> | undefined

/** A page that is empty but for a script. Its icon is there so that the browser does not ask for one. */
const page =
  '<!doctype html><title>page</title><link rel="icon" href="data:,"><script type="module" src="/script"></script>'

/**
 * Serves the page, and passes on what it does not know to the services behind it, as a back end does.
 *
 * A real server and no answers put in by the browser's driver: those would come from no address, and such pages must
 * not talk to this machine.
 */
const serve = async (script: string, services: string | undefined): Promise<string> => {
  const files = new Map([
    ['/page', ['text/html', page]],
    ['/other', ['text/html', '<!doctype html><link rel="icon" href="data:,">']],
    ['/script', ['text/javascript', script]],
  ])
  const server = createServer((incoming, response) => {
    const [type, text] = files.get(incoming.url ?? '') ?? []
    if (type !== undefined) response.writeHead(200, { 'content-type': type }).end(text)
    else if (services === undefined) response.writeHead(404).end()
    else {
      const { method, headers } = incoming
      const passed = request(
        new URL(incoming.url ?? '/', services),
        { method, headers: { ...headers, host: new URL(services).host } },
        (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers)
          answer.pipe(response)
        },
      )
      passed.on('error', () => response.destroy())
      incoming.pipe(passed)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Tabs of one person, with a page that has the library as `inPage`. */
export interface LibraryPages {
  readonly context: BrowserContext
  /** Where the page comes from: it is at `/page`, and there is an empty one at `/other`. */
  readonly origin: string
  /** Opens the page in a tab. */
  readonly open: () => Promise<Tab>
}

/**
 * Makes ready what tabs with the library need.
 *
 * @param services - address of token service and discovery, which the page then finds at its own address
 */
export const libraryPages = async (browser: Browser, services?: string): Promise<LibraryPages> => {
  const origin = await serve(await (library ??= bundle('library')), services)
  const context = await browser.newContext()
  onTestFinished(() => context.close())
  const open = async (): Promise<Tab> => {
    const tab = await openTab(context)
    await tab.page.goto(`${origin}/page`)
    return tab
  }
  return { context, origin, open }
}
