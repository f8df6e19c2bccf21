import { chromium, type Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { findChromium } from './find-chromium.js'

const launch = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      // The sandbox needs another user than root, and shared memory is small in containers.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-dev-shm-usage',
    ],
    // Pages come back from the cache for going back, as they do for people.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  })

/**
 * Describes what is tested in a real browser: one for the file, which the tests get by the function that they are
 * handed. Without a Chromium the tests are skipped; where CI is set they fail.
 */
export const describeInBrowser = (name: string, tests: (browser: () => Browser) => void): void => {
  const path = findChromium()
  if (path === undefined) {
    const advice = 'no Chromium was found: install one, or set CHROMIUM_PATH'
    // Said as well, because few look at what was skipped.
    if (!process.env['CI']) console.warn(`${name} is not tested in a browser: ${advice}`)
    describe(name, () => {
      it.skipIf(!process.env['CI'])(`is not tested in a browser: ${advice}`, () => {
        throw new Error(advice)
      })
    })
    return
  }
  describe(name, { timeout: 60_000 }, () => {
    let browser: Browser | undefined
    beforeAll(async () => {
      browser = await launch(path)
    })
    afterAll(() => browser?.close())
    tests(() => {
      if (browser === undefined) throw new Error('the browser is there within tests only')
      return browser
    })
  })
}
