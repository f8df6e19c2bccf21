import { once } from 'node:events'
import { build } from 'esbuild'
import { expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { startExample } from './run-example.js'

/** What the page's import map says of a module: an address of its own, or one below that of a folder. */
const resolved = (map: Readonly<Record<string, string>>, name: string, importer: string): string => {
  if (/^[./]/.test(name)) return new URL(name, importer).href
  const folder = Object.keys(map).find((key) => key.endsWith('/') && name.startsWith(key))
  const address = map[name] ?? (folder && `${map[folder]!}${name.slice(folder.length)}`)
  if (address === undefined) throw new Error(`the import map lacks ${name}`)
  return new URL(address, importer).href
}

/** All modules of a page in one text, each found and fetched as a browser does it. */
const loadPage = async (page: string): Promise<string> => {
  const html = await (await fetch(page)).text()
  const map = /<script type="importmap">([^]*?)<\/script>/.exec(html)![1]!
  const { imports } = JSON.parse(map) as { imports: Record<string, string> }
  const { outputFiles } = await build({
    entryPoints: [new URL(/src="([^"]+)"/.exec(html)![1]!, page).href],
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'silent',
    plugins: [
      {
        name: 'as a browser',
        setup: (plugin) => {
          plugin.onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
            if (kind === 'entry-point') return { path, namespace: 'web' }
            // What is loaded on demand is for private keys and for Node: a page has no use for it.
            if (kind === 'dynamic-import' && imports[path] === undefined) return { path, external: true }
            return { path: resolved(imports, path, importer), namespace: 'web' }
          })
          plugin.onLoad({ filter: /.*/, namespace: 'web' }, async ({ path }) => {
            const response = await fetch(path)
            if (response.headers.get('content-type') !== 'text/javascript')
              throw new Error(`no module: ${path}`)
            return { contents: await response.text(), loader: 'js' }
          })
        },
      },
    ],
  })
  return outputFiles[0]!.text
}

interface Element {
  textContent: string
  className: string
  readonly children: Element[]
  readonly appendChild: (child: Element) => Element
}

const element = (): Element => {
  const children: Element[] = []
  const appendChild = (child: Element): Element => {
    children.push(child)
    return child
  }
  return { textContent: '', className: '', children, appendChild }
}

it('the page lacks a module, or shows no live quotes', { timeout: 60_000 }, async () => {
  const { child, url } = await startExample('page/serve')
  const sockets: WebSocket[] = []
  try {
    const code = await loadPage(url)
    const parts: Readonly<Record<string, Element>> = { '#status': element(), '#quotes': element() }
    const failed = vi.fn()
    const globals = {
      document: { querySelector: (selector: string) => parts[selector], createElement: element },
      fetch: (path: string) => fetch(new URL(path, url)),
      WebSocket: class extends WebSocket {
        constructor(address: string, protocols: string[]) {
          super(address, protocols)
          sockets.push(this)
        }
      },
    }
    // What the test has of a browser stands before the globals of Node.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the code is that of the page
    const page = new Function(...Object.keys(globals), `return (async () => {${code}\n})()`) as (
      ...values: unknown[]
    ) => Promise<void>
    page(...Object.values(globals)).catch(failed)
    const lines = () =>
      parts['#quotes']!.children.map(({ textContent, className }) => `${textContent} ${className}`)
    await vi.waitFor(
      () => {
        expect(failed.mock.calls).toEqual([])
        expect(lines()).toEqual(
          ['EUR=', 'JPY=', 'GBP='].map(
            (name) => expect.stringMatching(new RegExp(`^${name} [\\d.]+ / [\\d.]+ live$`)) as string,
          ),
        )
      },
      { timeout: 20_000, interval: 50 },
    )
    expect(parts['#status']!.textContent).toBe('ready')
    expect((await fetch(new URL('/package.json', url))).status).toBe(404)
  } finally {
    for (const socket of sockets) socket.terminate()
    child.removeAllListeners('exit')
    const ended = once(child, 'exit')
    child.kill('SIGINT')
    await ended
  }
  expect(child.exitCode).toBe(0)
})
