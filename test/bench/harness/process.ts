import { fork } from 'node:child_process'
import { join } from 'node:path'

/** A process of the benchmark. */
export interface Child {
  tell(message: object): void
  /** Its next message. Fails when the process ends instead. */
  hear<Message>(): Promise<Message>
  /** Ends it, and waits until it is gone. */
  end(): Promise<void>
}

/** How long a process may be silent when it is to say something, in milliseconds. */
const patience = 120_000

/** Starts one of the built files. */
export const startProcess = (folder: string, file: string, task: object = {}): Child => {
  const child = fork(join(folder, `${file}.js`), [JSON.stringify(task)], { execArgv: ['--expose-gc'] })
  const heard: unknown[] = []
  let wake = (): void => undefined
  let gone = false
  const exit = new Promise<void>((resolve) => {
    child.once('exit', () => {
      gone = true
      wake()
      resolve()
    })
  })
  child.on('message', (message) => {
    heard.push(message)
    wake()
  })
  return {
    tell: (message) => {
      child.send(message)
    },
    hear: async <Message>() => {
      const deadline = setTimeout(() => child.kill('SIGKILL'), patience)
      try {
        while (heard.length === 0) {
          if (gone) throw new Error(`the process of ${file} ended before it was done`)
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
      } finally {
        clearTimeout(deadline)
      }
      return heard.shift() as Message
    },
    end: async () => {
      child.kill()
      await exit
    },
  }
}
