import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { bytesOf, describeDemo, newPerson, openDemo, startDemo, startStaticDemo } from './support/demo.js'
import { eventually } from './support/eventually.js'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What a person with impairments stumbles over, in words. */
const barriers = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { run } = (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe
    const { violations } = await run()
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
    )
  })
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly html: string }[]
  }[]
}

/** Bytes that a browser has to get before it shows the page, compressed. */
const limit = 180_000

await describeDemo('the looks of the demo', ['production'], (browser) => {
  it.each([
    ['dark', 1440],
    ['light', 1440],
    ['light', 390],
  ] as const)('has barriers for some people: %s, %i pixels', async (colorScheme, width) => {
    const { url } = await startDemo()
    const person = await newPerson(browser(), {
      colorScheme,
      // A colour on its way to another one has no contrast that could be measured.
      reducedMotion: 'reduce',
      viewport: { width, height: 900 },
    })
    const { page, fail, becomes } = await openDemo(person, url)
    expect(await barriers(page)).toEqual([])
    await fail('suspect')
    await becomes('EUR=', 'stale')
    expect(await barriers(page)).toEqual([])
  })

  it.each([1440, 390])('has figures that overlap for who has set large text: %i pixels', async (width) => {
    const { url } = await startDemo()
    const person = await newPerson(browser(), { viewport: { width, height: 900 } })
    person.on('page', (page) => {
      void person
        .newCDPSession(page)
        .then((control) => control.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 32 } }))
    })
    const { page } = await openDemo(person, url)
    await page.locator('app-order-ladder tr.bid').first().waitFor()
    const found = await page.evaluate(() => ({
      text: getComputedStyle(document.documentElement).fontSize,
      overflowing: [...document.querySelectorAll<HTMLElement>('app-quote-board td, app-order-ladder td')]
        .filter((cell) => cell.checkVisibility({ visibilityProperty: true }))
        .filter((cell) => cell.scrollWidth > cell.clientWidth + 1 && cell.dataset['cell'] !== 'failure')
        .map((cell) => cell.innerText),
      beyond: document.documentElement.scrollWidth - innerWidth,
    }))
    expect(found).toEqual({ text: '28px', overflowing: [], beyond: 0 })
  })

  it.each([1440, 360])('moves other panels when something happens: %i pixels', async (width) => {
    const { url } = await startDemo()
    const person = await newPerson(browser(), { viewport: { width, height: 900 } })
    const { page, fail, becomes } = await openDemo(person, url)
    const panels = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('.panel')].map((panel) => {
          const { x, y, width, height } = panel.getBoundingClientRect()
          return [x, y + scrollY, width, height].map(Math.round)
        }),
      )
    await page.locator('app-order-ladder tr.bid').first().waitFor()
    const before = await panels()
    for (const fault of ['suspect', 'unreachable']) {
      await fail(fault)
      await becomes('EUR=', 'stale')
      expect(await panels()).toEqual(before)
    }
  })

  it('has become larger than it may', async () => {
    const { url } = await startDemo()
    const tab = await openDemo(await newPerson(browser()), url)
    const names = tab.requests.flatMap((line) => /\/([\w-]+\.(?:js|css))"/.exec(line)?.[1] ?? [])
    expect(names.length).toBeGreaterThan(1)
    const sizes = await Promise.all(
      [...new Set(names)].map(async (name) => gzipSync(await bytesOf('production', name)).length),
    )
    const total = sizes.reduce((sum, size) => sum + size, 0)
    console.log(`the demo loads ${(total / 1_000).toFixed(0)} kB, compressed`)
    expect(total).toBeLessThan(limit)
  })

  // Pictures for the documents are taken when they are asked for: DEMO_PICTURES=1.
  it.skipIf(!process.env['DEMO_PICTURES'])('has no picture', async () => {
    const { simulator, url } = await startDemo({ updateRate: 4, accessTokenLife: 16 })
    const person = await newPerson(browser(), {
      colorScheme: 'dark',
      viewport: { width: 1280, height: 860 },
    })
    const { page, fail, becomes, course, log } = await openDemo(person, url)
    const picture = (name: string, selector = 'body') =>
      page
        .locator(selector)
        .first()
        .screenshot({
          path: fileURLToPath(new URL(`../../docs/${name}.jpg`, import.meta.url)),
          type: 'jpeg',
          quality: 55,
        })
    await page.locator('tr[data-name="IBM.N"] button.name').click()
    // As long as it takes for the chart and the token to have a past.
    await eventually(async () => {
      expect(await log()).toMatch(/login reissue/)
    })
    await picture('demo-board')
    await picture('demo-ladder', 'app-order-ladder')
    simulator.delayLogin(3_000)
    await fail('drop')
    await eventually(async () => {
      expect((await course('EUR=')).slice(-2)).toEqual(['stale', 'live'])
    })
    await fail('suspect')
    await becomes('EUR=', 'stale')
    await picture('demo-outage')
  })
})

await describeDemo('the demo without a back end', ['pages'], (browser) => {
  it('needs a server, or does not recover', async () => {
    const url = await startStaticDemo()
    const tab = await openDemo(await newPerson(browser()), url)
    const before = await tab.price('EUR=')
    await eventually(async () => {
      expect(await tab.price('EUR=')).not.toBe(before)
    })
    await tab.fail('drop')
    await eventually(async () => {
      expect((await tab.course('EUR=')).slice(-3)).toEqual(['live', 'stale', 'live'])
    })
    expect(tab.requests.filter((line) => !line.includes(url) || line.includes('/api/'))).toEqual([])
    expect(tab.frames).toEqual([])
    expect(tab.errors).toEqual([])
  })
})
