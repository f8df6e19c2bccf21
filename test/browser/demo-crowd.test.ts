import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeDemo, newPerson, openDemo, startDemo } from './support/demo.js'
import { eventually } from './support/eventually.js'

/** Times between the frames of three seconds, in milliseconds: the median, and the 95th percentile. */
const framesOf = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<{ readonly median: number; readonly high: number }>((resolve) => {
        const times: number[] = []
        let before = performance.now()
        const end = before + 3_000
        const measure = (at: number): void => {
          times.push(at - before)
          before = at
          if (at < end) {
            requestAnimationFrame(measure)
            return
          }
          const sorted = times.sort((one, other) => one - other)
          const at95 = Math.floor(sorted.length * 0.95)
          resolve({ median: sorted[sorted.length >> 1] ?? 0, high: sorted[at95] ?? 0 })
        }
        requestAnimationFrame(measure)
      }),
  )

await describeDemo('the demo with five hundred items', ['production'], (browser) => {
  it('halves the frames of an empty page', async () => {
    const { url } = await startDemo({ updateRate: 2 })
    const person = await newPerson(browser())
    const empty = await framesOf(await person.newPage())
    const { page, errors } = await openDemo(person, url)
    await page.getByRole('button', { name: '500 items' }).click()
    await eventually(async () => {
      expect(await page.locator('app-consumer-tree').innerText()).toMatch(/live\s+500\s/)
    })
    const crowded = await framesOf(page)
    const text = ({ median, high }: typeof empty) => `${median.toFixed(1)} ms, p95 ${high.toFixed(1)} ms`
    console.log(`frames with 500 items: ${text(crowded)}; of an empty page: ${text(empty)}`)
    expect(crowded.median).toBeLessThan(2 * empty.median)
    // Only the rows in sight are drawn.
    expect(await page.locator('tr[data-name]').count()).toBeLessThan(50)
    expect(errors).toEqual([])
  })

  it('loses rows when it is scrolled, or the way back', async () => {
    const { url } = await startDemo()
    const { page, errors } = await openDemo(await newPerson(browser()), url)
    const crowd = page.getByRole('button', { name: '500 items' })
    await crowd.click()
    await page.locator('tr[data-name="ITEM1.X"]').waitFor()
    await page.locator('app-quote-board .scroll').evaluate((element) => {
      element.scrollTop = element.scrollHeight
    })
    const last = page.locator('tr[data-name="ITEM500.X"]')
    await last.waitFor()
    expect(await last.getAttribute('aria-rowindex')).toBe('501')
    expect(await page.locator('tr[data-name="ITEM1.X"]').count()).toBe(0)
    await crowd.click()
    await page.locator('tr[data-name="EUR="]').waitFor()
    expect(errors).toEqual([])
  })
})
