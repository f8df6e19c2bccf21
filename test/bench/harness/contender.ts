/** The side of a contender: what it was told to do, and how it answers. */
/* eslint-disable @typescript-eslint/no-unnecessary-type-parameters -- only the caller knows what its task is */
import { itemNames, type Task } from './task.js'

/** The task that the parent process gave. */
export const readTask = <Given>(): Given => JSON.parse(process.argv[2] ?? '{}') as Given

/** The same, and the names of the items to open, which are too many for an argument of a process. */
export const readItemTask = <Given extends Task = Task>(): Given & { readonly names: readonly string[] } => {
  const task = readTask<Given>()
  return { ...task, names: itemNames(task.items) }
}

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
