/** The side of a contender: what it was told to do, and how it answers. */
import type { Task } from './task.js'

/** The task that the parent process gave. */
export const readTask = (): Task => JSON.parse(process.argv[2] ?? '{}') as Task

/** Tells the parent process. */
export const tell = (message: object): void => {
  process.send?.(message)
}

/** Address of the generator. */
export const urlOf = ({ port }: { readonly port: number }): string => `ws://127.0.0.1:${port}/WebSocket`

/** For errors that no contender has. */
export const crash = (error: unknown): never => {
  throw error instanceof Error ? error : new Error(String(error))
}
