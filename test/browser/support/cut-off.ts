import type { Page } from 'playwright-core'

/**
 * Lets no request of a page get through to these addresses until `restore` is called. Not by `unroute`, for which a request
 * that is under way may wait for ever.
 */
export const cutOff = async (page: Page, addresses: string) => {
  let away = true
  let asked = 0
  await page.route(addresses, (route) => {
    asked++
    return away ? route.abort() : route.continue()
  })
  return {
    /** How many requests there were. */
    asked: () => asked,
    restore: () => {
      away = false
    },
  }
}
