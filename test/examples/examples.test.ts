import { readFileSync, readdirSync } from 'node:fs'
import { describe, it } from 'vitest'
import { createSimulator, serveSimulator } from 'rx-omm/simulator'
import { root, runExample } from './run-example.js'

const live = (name: string): RegExp => new RegExp(`^${name} [\\d.]+/[\\d.]+ live`)

describe.concurrent('an example', { timeout: 60_000 }, () => {
  it('shows one item without its changes', async ({ expect }) => {
    const lines = await runExample('one-item')
    expect(lines).toHaveLength(4)
    expect(lines[0]).toMatch(/live \(changed: BID ASK\)$/)
    for (const line of lines) expect(line).toMatch(live('EUR='))
  })

  it('draws a table that lacks a row, or never moves', async ({ expect }) => {
    const lines = await runExample('many-items')
    const tables = lines.join('\n').split(/^--- .*\n/m)
    expect(tables).toHaveLength(4)
    const last = tables[3]!.split('\n')
    for (const name of ['EUR=', 'JPY=', 'GBP=', 'CHF=']) {
      expect(last).toContainEqual(expect.stringMatching(live(name)))
    }
    expect(last).toContainEqual(expect.stringMatching(/^UNKNOWN\.X -\/- stale: .*not be found/))
    expect(tables[3]).not.toBe(tables[1])
  })

  it('shows a book that is not in order', async ({ expect }) => {
    const lines = await runExample('order-book')
    expect(lines.filter((line) => line === '--- BARC.L live')).toHaveLength(3)
    const prices = lines
      .slice(1, 6)
      .map((line) => [...line.matchAll(/@ ([\d.]+)/g)].map(([, at]) => Number(at)))
    const bids = prices.map(([bid]) => bid!)
    const asks = prices.map(([, ask]) => ask!)
    expect(bids).toEqual([...bids].sort((a, b) => b - a))
    expect(asks).toEqual([...asks].sort((a, b) => a - b))
    expect(bids[0]).toBeLessThan(asks[0]!)
  })

  it('shows no headline, or hides a loss', async ({ expect }) => {
    const lines = await runExample('news')
    expect(lines.filter((line) => /^(ALERT|story) (en|de|fr) .+ \[\S+\]$/.test(line))).toHaveLength(5)
    expect(lines).toContain('lost: fragment-missing')
    expect(lines).toHaveLength(6)
  })

  it('shows a chain that is not in order, or not what becomes of it', async ({ expect }) => {
    const shares = Array.from({ length: 20 }, (_, index) => `SHARE${index + 1}.L`)
    expect(await runExample('chain')).toEqual([
      `0#.FTSE has 20 members: ${shares.join(' ')}`,
      'added NEW.L; removed SHARE2.L; moved SHARE1.L',
    ])
  })

  it('downloads no dictionary, or shows numbers where there are texts', async ({ expect }) => {
    const lines = await runExample('dictionary')
    expect(lines).toContain('fields: 79 of 79')
    expect(lines).toContain('enums: 4 of 4')
    expect(lines.slice(-5)).toEqual([
      '--- version 1.0, 79 fields',
      'BID 22 Real BID',
      'CURRENCY 15 Enum CURRENCY',
      '840 is US Dollar',
      expect.stringMatching(/^in [A-Z]{3} the best level is a BID$/),
    ])
  })

  it('shows stale quotes that do not come back', async ({ expect }) => {
    const lines = await runExample('outage')
    const died = lines.indexOf('--- the connection dies')
    const after = lines.slice(died + 1).join('\n')
    for (const name of ['EUR=', 'JPY=', 'GBP=']) {
      expect(lines.slice(0, died)).toContainEqual(expect.stringMatching(live(name)))
      expect(after).toMatch(
        new RegExp(`${name} \\S+ stale: the connection was lost[^]*${name} \\S+ live \\(back after`),
      )
    }
  })

  it('logs no outage, or shows the last frames with a token or without an item', async ({ expect }) => {
    const lines = await runExample('observability')
    const at = lines.indexOf('--- the last frames')
    const levels = lines.slice(0, at).map((line) => line.split(' ')[0])
    expect(new Set(levels)).toEqual(new Set(['debug', 'info', 'warn']))
    expect(lines[at - 1]).toMatch(/^info {2}1 item recovered /)
    const frames = lines.slice(at + 1)
    expect(frames).toHaveLength(5)
    expect(frames.join('\n')).toMatch(/"AuthenticationToken":"\[removed\][^]*EUR=/)
  })

  it('renews a token that the session is not told of, or makes the item stale', async ({ expect }) => {
    expect(await runExample('token-life')).toEqual([
      'token.acquired',
      'login.accepted',
      'token.renewed',
      'login.reissued',
      'EUR= was stale 0 times',
      'token.renewed',
      'login.reissued',
      'EUR= was stale 0 times',
    ])
  })

  it('posts what is never published, or does not tell a refusal', async ({ expect }) => {
    const lines = await runExample('posting')
    expect(lines).toHaveLength(3)
    expect(lines).toContainEqual(expect.stringMatching(/^TRI\.N accepted: /))
    expect(lines).toContain('TRI.N published: 45.55/45.57')
    expect(lines[2]).toMatch(/^UNKNOWN\.X refused: .*SymbolUnknown/)
  })

  it('goes past the proxy, or does not trust the certificate', async ({ expect }) => {
    const lines = await runExample('private-ca')
    const tunnels = lines.filter((line) => line.startsWith('proxy: '))
    expect(tunnels).toHaveLength(3)
    expect(lines.slice(3)).toEqual([expect.stringMatching(live('EUR=')), expect.stringMatching(live('EUR='))])
  })

  it('opens an item for each page that looks at it', async ({ expect }) => {
    const lines = await runExample('server-sent-events')
    expect(lines.filter((line) => line === 'items open at the server: 1')).toHaveLength(2)
    const messages = lines.filter((line) => line.startsWith('data: ')).map((line) => line.slice(6))
    expect(messages.length).toBeGreaterThanOrEqual(6)
    for (const message of messages) {
      expect(JSON.parse(message)).toMatchObject({
        name: 'EUR=',
        BID: expect.any(Number) as number,
        stale: false,
      })
    }
  })

  it('opens an item for each page of a service, keeps it when they left, or tells no failure', async ({
    expect,
  }) => {
    const lines = await runExample('nestjs')
    expect(lines.filter((line) => line === 'items open at the server: 1')).toHaveLength(2)
    expect(lines.at(-1)).toBe('items open after the pages left: 0')
    expect(lines.join('\n')).toMatch(/event: failed\nid: \d+\ndata: .*UNKNOWN\.X.*NotFound/)
    const messages = lines.flatMap((line) => /^data: ({.*EUR=.*})$/.exec(line)?.[1] ?? [])
    expect(messages.length).toBeGreaterThanOrEqual(6)
    for (const message of messages) {
      expect(JSON.parse(message)).toMatchObject({ BID: expect.any(Number) as number, stale: false })
    }
  })

  it('is a test that fails, or tests nothing', async ({ expect }) => {
    const [replayed, marbles] = await Promise.all([runExample('record-and-replay'), runExample('marbles')])
    expect(Number(/^(\d+) lines recorded$/.exec(replayed[0]!)?.[1])).toBeGreaterThan(6)
    expect(replayed.join('\n')).toMatch(/^\S+ pass 1$/m)
    expect(marbles.join('\n')).toMatch(/^\S+ pass 2$/m)
  })

  it('does not go to the server that the environment tells', async ({ expect }) => {
    const simulator = createSimulator({ updateRate: 10 })
    const served = await serveSimulator(simulator)
    const lines = await runExample('one-item', { RX_OMM_LOGIN_NAME: 'me', RX_OMM_URL: served.wsUrl })
    const other = await runExample('one-item', {
      RX_OMM_CLIENT_ID: 'client',
      RX_OMM_CLIENT_SECRET: 'secret',
      RX_OMM_TOKEN_URL: `${served.httpUrl}/auth/oauth2/v2/token`,
      RX_OMM_DISCOVERY_URL: `${served.httpUrl}/streaming/pricing/v1/`,
    })
    await served.close()
    expect(lines[3]).toMatch(live('EUR='))
    expect(other[3]).toMatch(live('EUR='))
    const users = simulator.received
      .flatMap((entry) => (entry.kind === 'frame' ? entry.messages : []))
      .filter(({ Domain, Type }) => Domain === 'Login' && Type !== 'Close')
    expect(users).toHaveLength(2)
  })

  it('is in the folder and not in the list, or not run here', ({ expect }) => {
    const list = readFileSync(`${root}examples/README.md`, 'utf8')
    const tests = readFileSync(`${root}test/examples/examples.test.ts`, 'utf8')
    for (const file of readdirSync(`${root}examples`).filter((name) => name.endsWith('.ts'))) {
      expect(list).toContain(`](${file})`)
      expect(tests).toContain(`runExample('${file.slice(0, -3)}')`)
    }
  })
})
