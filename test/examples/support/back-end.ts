import { once } from 'node:events'
import { request } from 'node:http'
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { discover, passwordGrant } from 'rx-omm'
import { createSimulator, serveSimulator, type Simulator, type SimulatorOptions } from 'rx-omm/simulator'
import { expect, onTestFinished } from 'vitest'
import type { HandedOut } from '../../../examples/angular/server/hand-out.js'
import { serveDemo } from '../../../examples/angular/server/serve-demo.js'
import type { Feed } from '../../../examples/support/feed.js'

/** The password of the back end, and the content of a file beside the page. */
export const secret = 'known-to-the-back-end'

/** A folder with a page, and a secret beside it. */
export const folderWithPage = async (): Promise<URL> => {
  const folder = await mkdtemp(join(tmpdir(), 'rx-omm-demo-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await mkdir(join(folder, 'page'))
  await writeFile(join(folder, 'page/index.html'), '<!doctype html><app-root></app-root>')
  await writeFile(join(folder, 'page/main-A1B2.js'), '1')
  await writeFile(join(folder, 'secret.js'), secret)
  return pathToFileURL(`${folder}/page/`)
}

/** The back end of the demo for one test, with this feed. */
export const serve = async (feed: Feed): Promise<string> => {
  const demo = await serveDemo(feed, await folderWithPage(), 0)
  onTestFinished(demo.close)
  return demo.url
}

/** The back end of the demo for one test, in front of a simulator. */
export const startBackEnd = async (
  options: SimulatorOptions = {},
  trouble?: (simulator: Simulator) => void,
) => {
  const machines = [{ username: 'GE-A-1', password: secret, appKey: 'app' }]
  const simulator = createSimulator({ machines, ...options })
  trouble?.(simulator)
  const { httpUrl, close } = await serveSimulator(simulator)
  const url = await serve({
    options: {
      tokens: passwordGrant({
        username: 'GE-A-1',
        password: secret,
        clientId: 'app',
        url: `${httpUrl}/auth/oauth2/v1/token`,
      }),
      endpoints: discover({ url: `${httpUrl}/streaming/pricing/v1/` }),
    },
    simulator,
    close,
  })
  const ask = async (query = ''): Promise<HandedOut> => {
    const answer = await fetch(`${url}api/token${query}`)
    expect(answer.status).toBe(200)
    return (await answer.json()) as HandedOut
  }
  const grants = () => simulator.received.filter((entry) => JSON.stringify(entry).includes('/token')).length
  return { simulator, url, ask, grants }
}

/** Asks for exactly this, as `fetch` does not: it tidies addresses, and sets its own headers. */
export const askFor = async (
  url: string,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
) => {
  const { hostname, port } = new URL(url)
  const asked = request({ hostname, port, path, method, headers })
  asked.end()
  const [answer] = (await once(asked, 'response')) as [AsyncIterable<Buffer> & { statusCode: number }]
  let body = ''
  for await (const part of answer) body += part.toString()
  return { status: answer.statusCode, body }
}
