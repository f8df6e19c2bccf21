import { faults } from '../../examples/angular/shared/faults.js'
import { expect, it } from 'vitest'
import { describeDemo, machine, newPerson, openDemo, startDemo } from './support/demo.js'
import { eventually } from './support/eventually.js'
import { loginsOf } from './support/served.js'

/** Faults that last until all is made good. */
const lasting = ['suspect', 'unreachable']

await describeDemo('the demo', ['production'], (browser) => {
  it('has quotes that do not move', async () => {
    const { url } = await startDemo({ updateRate: 10 })
    const tab = await openDemo(await newPerson(browser()), url)
    for (const name of ['EUR=', 'IBM.N']) {
      await tab.becomes(name, 'live')
      const before = await tab.price(name)
      expect(before).toMatch(/^[\d.]+$/)
      await eventually(async () => {
        expect(await tab.price(name)).not.toBe(before)
      })
    }
    expect(tab.errors).toEqual([])
  })

  it.each(faults.filter(({ id }) => id !== 'repair').map(({ id, label }) => [label, id] as const))(
    'does not recover, or shows an old price as live: %s',
    async (_, id) => {
      // A silent connection is given up after three times this.
      const { simulator, url } = await startDemo({ pingTimeout: 1 })
      const tab = await openDemo(await newPerson(browser()), url)
      await tab.becomes('JPY=', 'live')
      // A change that the page is not told of: it can have it from a new image only.
      simulator.updateItem('EUR=', { BID: 1.2345 }, { connection: 0 })
      expect(await tab.price('EUR=')).not.toBe('1.2345')
      await tab.fail(id)
      await eventually(async () => {
        for (const name of ['EUR=', 'JPY=']) expect(await tab.course(name)).toContain('stale')
      })
      if (lasting.includes(id)) {
        expect(await tab.status('EUR=')).toBe('stale')
        await tab.fail('repair')
      }
      for (const name of ['EUR=', 'JPY=']) {
        await tab.becomes(name, 'live')
        // No second outage, and nothing that ended for good.
        expect((await tab.course(name)).slice(-3)).toEqual(['live', 'stale', 'live'])
      }
      expect(await tab.price('EUR=')).toBe('1.2345')
      // No button says that its fault is on.
      expect(await tab.page.locator('[data-fault][aria-pressed="true"]').count()).toBe(0)
      // What a browser says of a server that is not there.
      expect(tab.errors.filter((line) => !line.includes('ERR_CONNECTION_REFUSED'))).toEqual([])
    },
  )

  it('does not show a renewal, or that the session is told of it', async () => {
    const { simulator, url } = await startDemo({ accessTokenLife: 5 })
    const tab = await openDemo(await newPerson(browser()), url)
    await eventually(async () => {
      expect(await tab.log()).toMatch(/login reissue/)
      expect(await tab.page.locator('app-timeline-drawing g.bar title').allTextContents()).toSatisfy(
        (titles: readonly string[]) => titles.filter((title) => /token/i.test(title)).length >= 2,
      )
    })
    expect(loginsOf(simulator)).toEqual(['Request', 'Request'])
    expect(await tab.course('EUR=')).not.toContain('stale')
    expect(tab.errors).toEqual([])
  })

  it('has tabs that take each other the token away, or show different prices', async () => {
    const { simulator, url } = await startDemo()
    const person = await newPerson(browser())
    const tabs = [await openDemo(person, url), await openDemo(person, url)] as const
    for (const verb of ['logout', 'expire']) {
      const before = await Promise.all(tabs.map((tab) => tab.course('EUR=')))
      await tabs[0].fail(verb)
      for (const [index, tab] of tabs.entries())
        await eventually(async () => {
          const course = await tab.course('EUR=')
          expect(course.length).toBeGreaterThan(before[index]!.length)
          expect(course.at(-1)).toBe('live')
        })
    }
    simulator.updateItem('EUR=', { BID: 1.3579 })
    for (const tab of tabs)
      await eventually(async () => {
        expect(await tab.price('EUR=')).toBe('1.3579')
      })
    // Both logins stand on the same token.
    expect(simulator.connections).toHaveLength(2)
    expect(new Set(simulator.connections.map(({ token }) => token)).size).toBe(1)
    await tabs[1].page.close()
    await eventually(() => {
      expect(simulator.connections).toHaveLength(1)
    })
    expect(await tabs[0].status('EUR=')).toBe('live')
    for (const { errors } of tabs) expect(errors).toEqual([])
  })

  it('waits although the network is back, or never wakes from sleep', async () => {
    const { simulator, url } = await startDemo({ pingTimeout: 3 })
    const person = await newPerson(browser())
    const tab = await openDemo(person, url)
    await person.setOffline(true)
    simulator.drop()
    await tab.becomes('EUR=', 'stale')
    await person.setOffline(false)
    await tab.becomes('EUR=', 'live')

    const control = await person.newCDPSession(tab.page)
    await control.send('Debugger.enable')
    await control.send('Debugger.pause')
    await eventually(() => {
      expect(simulator.connections).toEqual([])
    })
    await control.send('Debugger.resume')
    await eventually(async () => {
      expect((await tab.course('EUR=')).slice(-4)).toEqual(['stale', 'live', 'stale', 'live'])
    })
    // What a browser says of requests without a network.
    expect(tab.errors.filter((line) => !line.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
  })

  it('lets a secret into a request, into storage or onto the page', async () => {
    const { simulator, url } = await startDemo()
    const tab = await openDemo(await newPerson(browser()), url)
    await tab.page.locator('[data-add]').fill('GE.N')
    await tab.page.locator('[data-add]').press('Enter')
    await tab.becomes('GE.N', 'live')
    const token = simulator.connections[0]?.token
    const kept = await tab.kept()
    const databases = await tab.page.evaluate(async () => [
      (await indexedDB.databases()).length,
      (await caches.keys()).length,
      (await navigator.serviceWorker.getRegistrations()).length,
    ])
    expect(databases).toEqual([0, 0, 0])
    const sent = tab.requests.join('\n')
    for (const secret of [...Object.values(machine), 'refresh_token']) {
      expect([kept, sent, ...tab.frames, ...tab.printed].join('\n')).not.toContain(secret)
    }
    expect(tab.frames.join('\n')).toContain(token)
    expect([kept, sent, ...tab.printed].join('\n')).not.toContain(token)
    expect(kept).toContain('GE.N')
    expect(sent).toContain('/api/token')
    const { origin } = new URL(url)
    const elsewhere = tab.requests.filter(
      (line) => !line.includes(origin) && !/WebSocket ws:\/\/(127\.0\.0\.1|localhost):/.test(line),
    )
    expect(elsewhere).toEqual([])
    expect(tab.errors).toEqual([])
  })
})
