import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeDemo, newPerson, openDemo, startDemo } from './support/demo.js'
import { eventually } from './support/eventually.js'

/** Goes on by the keyboard until something has the focus. */
const tabTo = async (page: Page, selector: string): Promise<void> => {
  for (let step = 0; step < 150; step++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate((of) => document.activeElement?.matches(of) ?? false, selector)) return
  }
  throw new Error(`the keyboard does not lead to ${selector}`)
}

await describeDemo('work with the demo', ['production'], (browser) => {
  it('loses a post, or does not tell that one was refused', async () => {
    const { simulator, url } = await startDemo()
    const { page, price, errors } = await openDemo(await newPerson(browser()), url)
    const post = async (bid: string, ask: string) => {
      await page.locator('[data-post="bid"]').fill(bid)
      await page.locator('[data-post="ask"]').fill(ask)
      await page.locator('app-post-price button').click()
    }
    const answer = page.locator('app-post-price [role="status"]')
    await post('1.4321', '1.4325')
    await eventually(async () => {
      expect(await answer.textContent()).toMatch(/accepted/i)
      expect([await price('EUR=', 'bid'), await price('EUR=', 'ask')]).toEqual(['1.4321', '1.4325'])
    })
    simulator.nakPosts({ code: 'DeniedBySrc', text: 'not today' })
    await post('2', '3')
    await eventually(async () => {
      expect(await answer.textContent()).toContain('not today')
    })
    expect(await price('EUR=')).toBe('1.4321')
    expect(errors).toEqual([])
  })

  it('does not put a member of a symbol list on the board, or forgets it', async () => {
    const { simulator, url } = await startDemo()
    const person = await newPerson(browser())
    const { page, becomes, price, errors } = await openDemo(person, url)
    await page.getByRole('button', { name: 'Add KO.N' }).click()
    await becomes('KO.N', 'live')
    simulator.updateItem('KO.N', { BID: 71.25 })
    await eventually(async () => {
      expect(await price('KO.N')).toBe('71.25')
    })
    await page.getByRole('button', { name: 'Remove GBP=' }).click()
    await page.reload()
    await becomes('KO.N', 'live')
    expect(await page.locator('tr[data-name="GBP="]').count()).toBe(0)
    expect(errors).toEqual([])
  })

  it('shows the chart or the book of another item than the chosen one', async () => {
    const { simulator, url } = await startDemo()
    const { page, becomes, price, errors } = await openDemo(await newPerson(browser()), url)
    await becomes('IBM.N', 'live')
    await page.locator('tr[data-name="IBM.N"] button.name').click()
    simulator.updateItem('IBM.N', { BID: 123.45, ASK: 123.55 })
    await eventually(async () => {
      expect(await price('IBM.N')).toBe('123.45')
      const chart = await page.locator('app-price-chart').innerText()
      expect(chart).toContain('IBM.N')
      expect(chart).toContain('123.45')
      expect(await page.locator('app-order-ladder').innerText()).toContain('IBM.N')
    })
    const sides = async (side: string) =>
      (await page.locator(`app-order-ladder tr.${side} .middle`).allTextContents()).map(Number)
    await eventually(async () => {
      const [asks, bids] = [await sides('ask'), await sides('bid')]
      expect(asks.length).toBeGreaterThan(3)
      expect(bids.length).toBeGreaterThan(3)
      // From the dearest ask down to the cheapest bid.
      expect([...asks, ...bids]).toEqual([...asks, ...bids].sort((a, b) => b - a))
    })
    // The same book as the server has, and not that of the item before.
    expect(simulator.connections[0]?.streams.has('EUR=')).toBe(true)
    expect(errors).toEqual([])
  })

  it('adds a row where nobody sees it', async () => {
    const { url } = await startDemo()
    const { page, becomes } = await openDemo(await newPerson(browser()), url)
    const add = async (name: string) => {
      await page.locator('[data-add]').fill(name)
      await page.locator('[data-add]').press('Enter')
      await becomes(name, 'live')
    }
    const isSeen = (name: string) =>
      page.evaluate((of) => {
        const row = document.querySelector(`tr[data-name="${of}"]`)?.getBoundingClientRect()
        const place = document.querySelector('app-quote-board .scroll')?.getBoundingClientRect()
        if (row === undefined || place === undefined) return false
        return row.top >= place.top && row.bottom <= place.bottom
      }, name)
    for (let number = 1; number <= 15; number++) await add(`NEW${number}.X`)
    expect(await isSeen('NEW15.X')).toBe(true)
    expect(await isSeen('EUR=')).toBe(false)
    await add('EUR=')
    expect(await isSeen('EUR=')).toBe(true)
  })

  it('does not say that there is no such item', async () => {
    const { simulator, url } = await startDemo({ unknownItems: ['WRONG.X'] })
    const { page, errors } = await openDemo(await newPerson(browser()), url)
    await page.locator('[data-add]').fill(' WRONG.X ')
    await page.locator('[data-add]').press('Enter')
    await eventually(async () => {
      expect(await page.locator('tr[data-name="WRONG.X"]').innerText()).toMatch(/not be found/i)
    })
    expect(await page.locator('tr[data-name="EUR="]').getAttribute('data-status')).toBe('live')
    expect(simulator.connections).toHaveLength(1)
    expect(errors).toEqual([])
  })

  it('loses the place of who works by keyboard, when a row goes or a symbol comes', async () => {
    const { url } = await startDemo()
    const { page, becomes, errors } = await openDemo(await newPerson(browser()), url)
    const focused = () => page.evaluate(() => document.activeElement?.textContent.trim())
    await becomes('BARC.L', 'live')
    await page.getByRole('button', { name: 'Remove GBP=' }).press('Enter')
    expect(await focused()).toContain('Remove JPY=')
    // The last row has none after it.
    await page.getByRole('button', { name: 'Remove UNKNOWN.X' }).press('Enter')
    expect(await focused()).toContain('Remove BARC.L')
    await page.getByRole('button', { name: 'Add KO.N' }).press('Enter')
    await becomes('KO.N', 'live')
    expect(await focused()).toContain('Remove KO.N')
    await page.keyboard.press('Enter')
    await eventually(async () => {
      expect(await page.locator('tr[data-name="KO.N"]').count()).toBe(0)
    })
    expect(errors).toEqual([])
  })

  it('cannot be used without a mouse', async () => {
    const { simulator, url } = await startDemo()
    const { page, becomes, course, errors } = await openDemo(await newPerson(browser()), url)
    await tabTo(page, '[data-add]')
    await page.keyboard.type('GE.N')
    await page.keyboard.press('Enter')
    await becomes('GE.N', 'live')
    await tabTo(page, 'tr[data-name="GE.N"] button.name')
    await page.keyboard.press('Space')
    await eventually(async () => {
      expect(await page.locator('app-order-ladder header').innerText()).toContain('GE.N')
    })
    await tabTo(page, '[data-post="bid"]')
    await page.keyboard.type('7')
    await page.keyboard.press('Tab')
    await page.keyboard.type('8')
    await page.keyboard.press('Enter')
    await eventually(async () => {
      expect(await page.locator('app-post-price [role="status"]').textContent()).toMatch(/accepted/i)
    })
    await tabTo(page, '[data-fault="drop"]')
    await page.keyboard.press('Enter')
    await eventually(async () => {
      expect((await course('EUR=')).slice(-3)).toEqual(['live', 'stale', 'live'])
    })
    expect(simulator.connections).toHaveLength(1)
    expect(errors).toEqual([])
  })
})
