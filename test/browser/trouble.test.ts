import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { expect, it, onTestFinished } from 'vitest'
import { WebSocketServer } from 'ws'
import { describeInBrowser } from './support/in-browser.js'
import { eventually } from './support/eventually.js'
import { libraryPages } from './support/library-page.js'
import type { Tab } from './support/open-tab.js'
import { loginsOf, served } from './support/served.js'

/** Opens an item in a tab, by a login by name, and waits long after a failure unless told otherwise. */
const watchIn = (tab: Tab, endpoints: string, wait = 60_000): Promise<void> =>
  tab.page.evaluate(
    ([url, ms]) => {
      const backoff = { base: ms, cap: ms, floor: ms }
      globalThis.watched = inPage.watch({ endpoints: url, login: { name: 'page' }, backoff })
    },
    [endpoints, wait] as const,
  )

const health = (tab: Tab): Promise<readonly string[]> => tab.page.evaluate(() => watched.health)

const becomes = (tab: Tab, ...wanted: readonly string[]): Promise<void> =>
  eventually(async () => {
    expect(await health(tab)).toEqual(wanted)
  })

describeInBrowser('a page in trouble', (browser) => {
  it('waits although the network is back', async () => {
    const { simulator, wsUrl } = await served()
    const { context, open } = await libraryPages(browser())
    const tab = await open()
    await watchIn(tab, wsUrl)
    await becomes(tab, 'live')
    await context.setOffline(true)
    simulator.drop()
    await becomes(tab, 'live', 'stale')
    expect(await tab.page.evaluate(() => watched.states.at(-1))).toBe('waiting connection-lost')
    await context.setOffline(false)
    // Far sooner than the minute that it would wait.
    await becomes(tab, 'live', 'stale', 'live')
    expect(tab.errors).toEqual([])
  })

  it('shows as live what it missed when it slept, or never wakes', async () => {
    // The server cuts off who does not answer its pings.
    const { simulator, wsUrl } = await served({ pingTimeout: 3 })
    const { context, open } = await libraryPages(browser())
    const tab = await open()
    await watchIn(tab, wsUrl, 1)
    await becomes(tab, 'live')
    const control = await context.newCDPSession(tab.page)
    // Nothing runs any more and no message is read, as in a machine whose lid is closed.
    await control.send('Debugger.enable')
    await control.send('Debugger.pause')
    await eventually(() => {
      expect(simulator.connections).toEqual([])
    })
    await control.send('Debugger.resume')
    await becomes(tab, 'live', 'stale', 'live')
    expect(tab.errors).toEqual([])
  })

  it('takes another tab with it when it is closed, or does not log out', async () => {
    const { simulator, wsUrl } = await served()
    const { open } = await libraryPages(browser())
    const tabs = [await open(), await open()] as const
    for (const tab of tabs) await watchIn(tab, wsUrl)
    for (const tab of tabs) await becomes(tab, 'live')
    expect(loginsOf(simulator)).toEqual(['Request', 'Request'])
    await tabs[0].page.close()
    await eventually(() => {
      expect(loginsOf(simulator)).toEqual(['Request', 'Request', 'Close'])
      expect(simulator.connections).toHaveLength(1)
    })
    simulator.updateItem('EUR=', { BID: 1.2345 })
    await eventually(async () => {
      expect(await tabs[1].page.evaluate(() => watched.image()?.fields['BID'])).toBe(1.2345)
    })
    expect(await health(tabs[1])).toEqual(['live'])
    expect(tabs[1].errors).toEqual([])
  })

  it('stays logged in when it is left, or stale when one goes back to it', async () => {
    const { simulator, wsUrl } = await served()
    const { origin, open } = await libraryPages(browser())
    const tab = await open()
    await watchIn(tab, wsUrl, 1)
    await becomes(tab, 'live')
    // Told a moment before: a page whose connection is still being closed when the next one comes is not kept.
    await tab.page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')))
    await eventually(() => {
      expect(simulator.received.at(-1)).toMatchObject({ kind: 'close', code: 1000 })
    })
    await tab.page.goto(`${origin}/other`)
    // Not by `goBack`, which waits for a page that is loaded.
    await tab.page.evaluate(() => {
      history.back()
    })
    // Nobody but the page that was kept would open the item: one that is loaded again does nothing.
    await eventually(() => {
      expect(loginsOf(simulator)).toEqual(['Request', 'Close', 'Request'])
      expect(simulator.connections[0]?.streams.has('EUR=')).toBe(true)
    })
    await becomes(tab, 'live', 'stale', 'live')
    expect(tab.errors).toEqual([])
  })

  it('trusts a certificate that nobody vouches for, or does not tell that it cannot connect', async () => {
    const { simulator, wsUrl } = await served({}, { tls: true })
    const tab = await (await libraryPages(browser())).open()
    await watchIn(tab, wsUrl)
    await eventually(async () => {
      expect(await tab.page.evaluate(() => watched.states.at(-1))).toBe('waiting connect-failed')
    })
    expect(await health(tab)).toEqual(['stale'])
    expect(simulator.received).toEqual([])
    // The browser tells the person why, and never the page.
    expect(tab.errors).toEqual([expect.stringContaining('ERR_CERT_AUTHORITY_INVALID')])
  })

  it('talks to a server that does not choose the sub-protocol', async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => false })
    onTestFinished(() => {
      for (const client of server.clients) client.terminate()
      server.close()
    })
    const heard: string[] = []
    server.on('connection', (socket) => socket.on('message', (data: Buffer) => heard.push(data.toString())))
    await once(server, 'listening')
    const tab = await (await libraryPages(browser())).open()
    await watchIn(tab, `ws://127.0.0.1:${(server.address() as AddressInfo).port}/WebSocket`)
    await eventually(async () => {
      expect(await tab.page.evaluate(() => watched.states.at(-1))).toBe('waiting connect-failed')
    })
    expect(heard).toEqual([])
    expect(tab.errors).toEqual([expect.stringContaining('Sec-WebSocket-Protocol')])
  })
})
