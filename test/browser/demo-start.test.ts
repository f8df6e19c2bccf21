import { expect, it } from 'vitest'
import { cutOff } from './support/cut-off.js'
import { describeDemo, newPerson, openDemo, startDemo } from './support/demo.js'
import { eventually } from './support/eventually.js'
import { openTab } from './support/open-tab.js'

await describeDemo('the start of the demo', ['production'], (browser) => {
  it('stays empty while the back end is away, or has to be loaded again', async () => {
    const { url } = await startDemo()
    const { page } = await openTab(await newPerson(browser()))
    const { restore } = await cutOff(page, '**/api/**')
    await page.goto(url)
    await eventually(async () => {
      expect(await page.getByRole('status').innerText()).toContain('The back end does not answer')
    })
    restore()
    await eventually(async () => {
      expect(await page.locator('tr[data-status="live"]').count()).toBeGreaterThan(0)
    })
    expect(await page.getByText('The back end does not answer').count()).toBe(0)
  })

  it.each(['token', 'endpoints'])('ends for good where the back end has no answer: %s', async (what) => {
    const { url } = await startDemo()
    const { page } = await openTab(await newPerson(browser()))
    // Short delays, so that many attempts fit in; without any, requests would come faster than they are seen here.
    await page.addInitScript(() => {
      Math.random = () => 0.05
    })
    const { asked, restore } = await cutOff(page, `**/api/${what}*`)
    await page.goto(url)
    await eventually(() => {
      expect(asked()).toBeGreaterThan(8)
    })
    expect(await page.getByRole('alert').count()).toBe(0)
    restore()
    await eventually(async () => {
      expect(await page.locator('tr[data-status="live"]').count()).toBeGreaterThan(0)
    })
  })

  it('draws a token as good while there was none', async () => {
    const { url } = await startDemo({ accessTokenLife: 4 })
    const { page, becomes, log } = await openDemo(await newPerson(browser()), url)
    const { restore } = await cutOff(page, '**/api/token*')
    await becomes('EUR=', 'stale')
    // Long enough to be seen: a second is four pixels.
    await eventually(async () => {
      expect(await log()).toMatch(/attempt 6 in/)
    })
    restore()
    await becomes('EUR=', 'live')
    const bars = page
      .locator('app-timeline-drawing g.bar')
      .filter({ hasText: /^\s*(A token|The token in use)/ })
    const [old, newest] = await bars.locator('rect').evaluateAll((rects) =>
      rects.map((rect) => ({
        from: Number(rect.getAttribute('x')),
        to: Number(rect.getAttribute('x')) + Number(rect.getAttribute('width')),
      })),
    )
    expect(newest!.from - old!.to).toBeGreaterThan(2)
  })

  it('is empty where the browser keeps nothing', async () => {
    const { url } = await startDemo()
    const person = await newPerson(browser())
    await person.addInitScript(() => {
      Object.defineProperty(globalThis, 'localStorage', {
        get: () => {
          throw new DOMException('not for this page', 'SecurityError')
        },
      })
    })
    const { page, becomes, errors } = await openDemo(person, url)
    await page.getByRole('combobox', { name: 'Colours' }).selectOption('dark')
    await page.getByRole('button', { name: 'Add KO.N' }).click()
    await becomes('KO.N', 'live')
    expect(errors).toEqual([])
  })

  it('asks the back end for anything although it is to do without', async () => {
    const { simulator, url } = await startDemo()
    const tab = await openDemo(await newPerson(browser()), `${url}?feed=memory`)
    await tab.fail('drop')
    await eventually(async () => {
      expect((await tab.course('EUR=')).slice(-3)).toEqual(['live', 'stale', 'live'])
    })
    expect(tab.requests.filter((line) => line.includes('/api/') || line.includes('WebSocket'))).toEqual([])
    expect(simulator.connections).toEqual([])
    expect(tab.errors).toEqual([])
  })
})
