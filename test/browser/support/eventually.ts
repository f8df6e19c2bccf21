import { vi } from 'vitest'

/** Checks again and again until it holds: nothing in a browser happens at a time that a test could know. */
export const eventually = (check: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 15_000, interval: 25 })
