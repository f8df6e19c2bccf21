import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** What a Chromium may be called, the one that a developer names first. */
const candidates = (): readonly string[] => [
  ...(process.env['CHROMIUM_PATH'] ? [process.env['CHROMIUM_PATH']] : []),
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
]

const pathOf = (candidate: string): string | undefined =>
  candidate.includes('/')
    ? candidate
    : (process.env['PATH'] ?? '')
        .split(':')
        .map((folder) => `${folder}/${candidate}`)
        .find((path) => existsSync(path))

/** Asks it, because some systems have in its place a script that only tells how to install it. */
const runs = (path: string): boolean => {
  if (!existsSync(path)) return false
  // On Windows the question would open a window.
  if (process.platform === 'win32') return true
  try {
    const version = execFileSync(path, ['--version'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 30_000,
    })
    return /Chrom(e|ium)\S* \d/.test(version.toString())
  } catch {
    return false
  }
}

/** The path of a Chromium or Chrome on this machine; the environment variable CHROMIUM_PATH goes first. */
export const findChromium = (): string | undefined =>
  candidates()
    .map(pathOf)
    .find((path): path is string => path !== undefined && runs(path))
