import { readFile, rm, writeFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'

const lives = (id: number): boolean => {
  try {
    return process.kill(id, 0)
  } catch {
    return false
  }
}

const take = async (lock: string): Promise<boolean> => {
  try {
    await writeFile(lock, `${process.pid}`, { flag: 'wx' })
    return true
  } catch {
    const holder = Number(await readFile(lock, 'utf8').catch(() => ''))
    // Whoever was ended in the midst of it does not come back for the lock.
    if (holder > 0 && !lives(holder)) await rm(lock, { force: true })
    return false
  }
}

/** Does something while no other process does: test files run side by side, and the first one builds for all. */
export const alone = async <T>(lock: string, work: () => Promise<T>): Promise<T> => {
  while (!(await take(lock))) await setTimeout(100)
  try {
    return await work()
  } finally {
    await rm(lock, { force: true })
  }
}
