/*
 * What the browser keeps for the next visit. One that is told to keep nothing throws at every touch of its storage: the
 * page works nevertheless, and begins as usual the next time.
 */

const prefix = 'rx-omm-demo-'

/** What was kept under a name; nothing if there is nothing. */
export const kept = (name: string): string | null => {
  try {
    return localStorage.getItem(prefix + name)
  } catch {
    return null
  }
}

/** Keeps a text under a name. */
export const keep = (name: string, text: string): void => {
  try {
    localStorage.setItem(prefix + name, text)
  } catch {
    // Then it is not kept.
  }
}
