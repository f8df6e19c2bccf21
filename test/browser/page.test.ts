import { once } from 'node:events'
import { expect, it, onTestFinished } from 'vitest'
import { startExample } from '../examples/run-example.js'
import { describeInBrowser } from './support/in-browser.js'
import { eventually } from './support/eventually.js'
import { openTab } from './support/open-tab.js'
import { loginsOf, served } from './support/served.js'

const machine = {
  username: 'GE-A-OF-THE-BACK-END',
  password: 'known-to-the-back-end',
  appKey: 'app-key-of-it',
}

/** The example as its reader starts it, with a server that the test can trouble. */
const startPage = async () => {
  const { simulator, httpUrl, wsUrl } = await served({ machines: [machine] })
  const { child, url } = await startExample('page/serve', {
    RX_OMM_MACHINE_ID: machine.username,
    RX_OMM_PASSWORD: machine.password,
    RX_OMM_APP_KEY: machine.appKey,
    RX_OMM_TOKEN_URL: `${httpUrl}/auth/oauth2/v1/token`,
    RX_OMM_URL: wsUrl,
  })
  child.removeAllListeners('exit')
  const stop = async (): Promise<number | null> => {
    const ended = once(child, 'exit')
    child.kill('SIGINT')
    await ended
    return child.exitCode
  }
  onTestFinished(async () => {
    if (child.exitCode === null) await stop()
  })
  return { simulator, url, stop }
}

describeInBrowser('the page with no build step', (browser) => {
  it('does not move, stays stale, shows a secret, or stays logged in when it is closed', async () => {
    const { simulator, url, stop } = await startPage()
    const context = await browser().newContext()
    onTestFinished(() => context.close())
    const tab = await openTab(context)
    await tab.page.goto(url)
    const quotes = () =>
      tab.page.$$eval('#quotes li', (lines) =>
        lines.map((line) => `${line.textContent} ${line.getAttribute('class')}`),
      )
    const allAre = (health: string) =>
      ['EUR=', 'JPY=', 'GBP='].map(
        (name) => expect.stringMatching(new RegExp(`^${name} [\\d.]+ / [\\d.]+ ${health}$`)) as string,
      )

    await eventually(async () => {
      expect(await quotes()).toEqual(allAre('live'))
    })
    const before = await quotes()
    await eventually(async () => {
      const now = await quotes()
      for (const [index, line] of before.entries()) expect(now[index]).not.toBe(line)
    })

    // The next session does not get its login before the one after it, so that there is time to look.
    simulator.delayLogin(Infinity)
    simulator.drop()
    await eventually(async () => {
      expect(await quotes()).toEqual(allAre('stale'))
    })
    await eventually(() => {
      expect(simulator.connections).toMatchObject([{ login: 'pending' }])
    })
    simulator.delayLogin(0)
    simulator.drop()
    await eventually(async () => {
      expect(await quotes()).toEqual(allAre('live'))
    })

    const token = simulator.connections[0]?.token
    const kept = await tab.kept()
    const sent = tab.requests.join('\n')
    for (const secret of Object.values(machine))
      expect([kept, sent, ...tab.frames, ...tab.printed].join('\n')).not.toContain(secret)
    // What the page gets by contract is sent to the server and is nowhere else.
    expect(tab.frames.join('\n')).toContain(token)
    expect([kept, sent, ...tab.printed].join('\n')).not.toContain(token)
    expect(sent).toContain('/token')
    expect(tab.errors).toEqual([])

    await tab.page.close()
    await eventually(() => {
      expect(loginsOf(simulator).at(-1)).toBe('Close')
      expect(simulator.connections).toEqual([])
    })
    expect((await fetch(new URL('/package.json', url))).status).toBe(404)
    expect(await stop()).toBe(0)
  })
})
