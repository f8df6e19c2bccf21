/** The back end of the page beside it: its files, and the tokens that the page must not make by itself. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Token } from 'rx-omm'
import { take, type Observable } from 'rxjs'
import { openFeed } from '../support/feed.js'

const feed = await openFeed()
const { tokens, endpoints } = feed.options
if (tokens === undefined) throw new Error('the page logs in with a token, and there is none')

// As long as somebody listens, the source keeps a token that is good for a while. Its end is told to those who ask.
const renewals = tokens.token$.subscribe({ error: () => undefined })

const firstOf = <T>(source$: Observable<T>): Promise<T> =>
  new Promise((next, error) => {
    source$.pipe(take(1)).subscribe({ next, error })
  })

/** The token that was handed out last. */
let given: Token | undefined

/** What the page asks for. A real back end gives tokens only to users who have signed on. */
const answers: Readonly<Record<string, (asked: URLSearchParams) => Promise<unknown>>> = {
  '/token': async (asked) => {
    if (given !== undefined && asked.has('refused')) tokens.refuse(given)
    given = await firstOf(tokens.token$)
    return { access_token: given.reveal(), expires_in: (given.expiresAt - Date.now()) / 1_000 }
  },
  '/endpoints': async () =>
    typeof endpoints === 'function' ? firstOf(endpoints(tokens, () => undefined)) : endpoints,
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
}

/** The page, and the modules of the library and of the packages that it needs. */
const fileOf = (path: string): string => {
  if (path === '/') return `${root}examples/page/index.html`
  if (path === '/page.js') return `${root}examples/page/page.js`
  if (!/^\/(dist|node_modules)\//.test(path)) throw new Error('not to be had')
  // Some packages leave the ending away where they name their modules.
  return root + path.slice(1) + (extname(path) === '' ? '.js' : '')
}

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  const respond = async (): Promise<void> => {
    const answer = answers[pathname]
    const file = answer ? undefined : fileOf(pathname)
    const body = answer ? JSON.stringify(await answer(searchParams)) : await readFile(file ?? '')
    const type = file === undefined ? 'application/json' : types[extname(file)]
    response.writeHead(200, { 'content-type': type ?? 'text/plain', 'cache-control': 'no-store' }).end(body)
  }
  respond().catch(() => response.writeHead(404).end())
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/ (ctrl-c ends it)`)

process.once('SIGINT', () => {
  renewals.unsubscribe()
  server.close()
  server.closeAllConnections()
  void feed.close()
})
