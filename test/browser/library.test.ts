import { exportJWK, generateKeyPair } from 'jose'
import { expect, it } from 'vitest'
import { describeInBrowser } from './support/in-browser.js'
import { eventually } from './support/eventually.js'
import { libraryPages } from './support/library-page.js'
import { loginsOf, served } from './support/served.js'

describeInBrowser('the library in a page', (browser) => {
  it('cannot sign with a private key, or sends it', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
    const about = { alg: 'ES256', kid: 'key-of-the-page' }
    const key = { ...(await exportJWK(privateKey)), ...about }
    const keys = [{ ...(await exportJWK(publicKey)), ...about }]
    const { simulator, httpUrl } = await served({ clients: [{ clientId: 'GE-PAGE', keys }] })
    const tab = await (await libraryPages(browser(), httpUrl)).open()
    await tab.page.evaluate((jwk) => {
      const url = `${location.origin}/auth/oauth2/v2/token`
      globalThis.watched = inPage.watch({
        tokens: inPage.clientCredentials({ clientId: 'GE-PAGE', privateKey: JSON.stringify(jwk), url }),
        endpoints: inPage.discover({ url: `${location.origin}/streaming/pricing/v1/` }),
      })
    }, key)
    await eventually(async () => {
      expect(await tab.page.evaluate(() => watched.health)).toEqual(['live'])
    })
    expect(simulator.connections[0]?.user).toBe('GE-PAGE')
    const sent = [...tab.requests, ...tab.frames, await tab.kept()].join('\n')
    expect(sent).toContain('client_assertion')
    expect(sent).not.toContain(key.d)
    expect(tab.errors).toEqual([])
  })

  it('cannot unpack news', async () => {
    const { wsUrl } = await served({ updateRate: 100 })
    const tab = await (await libraryPages(browser())).open()
    const headlines = await tab.page.evaluate(async (endpoints) => {
      const consumer = inPage.createConsumer({ login: { name: 'me' }, endpoints })
      const told: string[] = []
      await new Promise<void>((resolve) => {
        const news$ = consumer.item('MRN_STORY', { domain: 'NewsTextAnalytics' }).pipe(inPage.toStories())
        news$.subscribe((event) => {
          if (event.type !== 'status')
            told.push(event.type === 'story' ? event.story.headline! : event.reason)
          if (told.length === 3) resolve()
        })
      })
      await consumer.close()
      return told.slice(0, 3)
    }, wsUrl)
    for (const headline of headlines) expect(headline).toContain(' ')
    expect(tab.errors).toEqual([])
  })

  it('does not tell the session of a new token of the back end, or shows it', async () => {
    const { simulator, httpUrl } = await served({ accessTokenLife: 20 })
    const { context, origin, open } = await libraryPages(browser(), httpUrl)
    const tokens: string[] = []
    await context.route(`${origin}/token`, async (route) => {
      const grant = { grant_type: 'password', username: 'user', password: 'password', client_id: 'app' }
      const body = new URLSearchParams({ ...grant, takeExclusiveSignOnControl: 'true', scope: 'trapi' })
      const answer = await fetch(`${httpUrl}/auth/oauth2/v1/token`, { method: 'POST', body })
      const { access_token, expires_in } = (await answer.json()) as Record<string, string>
      tokens.push(access_token!)
      await route.fulfill({ json: { access_token, expires_in } })
    })
    const tab = await open()
    await tab.page.evaluate(() => {
      const ask = async () =>
        (await (await fetch('/token')).json()) as { access_token: string; expires_in: string }
      globalThis.watched = inPage.watch({
        tokens: inPage.externalTokens(ask, { renewAt: 0.05 }),
        endpoints: inPage.discover({ url: `${location.origin}/streaming/pricing/v1/` }),
      })
      watched.consumer.events$.subscribe((event) => {
        console.log(event, JSON.stringify(event))
      })
    })
    await eventually(() => {
      expect(loginsOf(simulator).length).toBeGreaterThanOrEqual(2)
    })
    expect(new Set(loginsOf(simulator))).toEqual(new Set(['Request']))
    expect(await tab.page.evaluate(() => watched.health)).toEqual(['live'])
    expect(simulator.connections).toHaveLength(1)
    // It is in what has to hold it, and nowhere else.
    const elsewhere = [
      ...tab.printed,
      ...tab.requests.filter((line) => !line.includes('/streaming/')),
      await tab.kept(),
    ].join('\n')
    expect(tab.printed.join('\n')).toContain('login.reissued')
    expect(tab.frames.join('\n')).toContain(tokens[0])
    for (const token of tokens) expect(elsewhere).not.toContain(token)
    expect(tab.errors).toEqual([])
  })

  it('shows a token in the console of the browser', async () => {
    const { context, open } = await libraryPages(browser())
    const tab = await open()
    const console = await context.newCDPSession(tab.page)
    const shown: unknown[] = []
    console.on('Runtime.consoleAPICalled', ({ args }) => shown.push(...args))
    await console.send('Runtime.enable')
    await tab.page.evaluate(() => {
      const token = new inPage.Token({ value: 'not-to-be-seen', issuedAt: 0, expiresAt: 1 })
      globalThis.console.log(token, [token], { token }, String(token), JSON.stringify(token))
      globalThis.console.dir(token)
    })
    await eventually(() => {
      expect(shown).toHaveLength(6)
    })
    // What unfolding it shows besides, private fields among it.
    const { objectId } = shown[0] as { objectId: string }
    const unfolded = await console.send('Runtime.getProperties', { objectId })
    const text = JSON.stringify([shown, unfolded, tab.printed])
    expect(text).toContain('expiresAt')
    expect(text).not.toContain('not-to-be-seen')
  })
})

describeInBrowser('the simulator in a page', (browser) => {
  it('needs a server, or does not serve a consumer', async () => {
    const tab = await (await libraryPages(browser())).open()
    await tab.page.evaluate(() => {
      const simulator = inPage.createSimulator({ updateRate: 20 })
      const { http, webSocket } = inPage.inMemory(simulator)
      const login = { username: 'user', password: 'password', clientId: 'app' }
      globalThis.watched = inPage.watch({
        tokens: inPage.passwordGrant({ ...login, http }),
        endpoints: inPage.discover({ region: 'us-east-1', http }),
        webSocket,
        backoff: { base: 1, cap: 1 },
      })
      globalThis.simulator = simulator
    })
    const health = () => tab.page.evaluate(() => watched.health)
    await eventually(async () => {
      expect(await health()).toEqual(['live'])
    })
    await tab.page.evaluate(() => {
      simulator.drop()
    })
    await eventually(async () => {
      expect(await health()).toEqual(['live', 'stale', 'live'])
    })
    const refusal = await tab.page.evaluate(() => inPage.serveSimulator(simulator).catch(String))
    expect(refusal).toContain('use inMemory')
    expect(tab.requests.map((line) => /\/(page|script)"/.exec(line)?.[1])).toEqual(['page', 'script'])
    expect(tab.errors).toEqual([])
  })

  it('has no virtual time', async () => {
    const tab = await (await libraryPages(browser())).open()
    const lives = await tab.page.evaluate(() =>
      inPage.runWithSimulator(({ consumer, simulator, watch, advance }) => {
        const image = watch(consumer.item('EUR=').pipe(inPage.toImage()))
        advance(1_000)
        simulator.drop()
        advance(86_400_000)
        return image.values.map(({ stale }) => stale === false)
      }),
    )
    expect(lives.slice(0, 3)).toEqual([true, false, true])
    expect(tab.errors).toEqual([])
  })
})
