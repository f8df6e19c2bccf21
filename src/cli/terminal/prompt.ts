import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { exitCodes } from '../exit-codes.js'
import { Fault } from '../fault.js'
import type { Io } from '../io.js'

/**
 * Asks a question at the terminal and gives the answer.
 *
 * @param hidden - does not show what is typed
 * @throws {@link Fault} when it is interrupted, or answered with nothing
 */
export const prompt = async (
  { stdin, stderr }: Pick<Io, 'stdin' | 'stderr'>,
  question: string,
  hidden = false,
): Promise<string> => {
  // The reader echoes what is typed to its output, which is a sink for what must not be seen.
  const output = hidden
    ? new Writable({
        write: (_chunk, _encoding, done: () => void) => {
          done()
        },
      })
    : stderr
  if (hidden) stderr.write(`${question}: `)
  const reader = createInterface({ input: stdin, output, terminal: true, historySize: 0 })
  try {
    const answer = await new Promise<string>((resolve, reject) => {
      const interrupted = (): void => {
        reject(new Fault('interrupted', exitCodes.SIGINT))
      }
      const ended = (): void => {
        reject(new Fault(`${question}: nothing was entered`))
      }
      reader.once('SIGINT', interrupted)
      reader.once('close', ended)
      reader.question(`${question}: `).then(resolve, ended)
    })
    if (answer.trim() === '') throw new Fault(`${question}: nothing was entered`)
    return hidden ? answer : answer.trim()
  } finally {
    reader.close()
    if (hidden) stderr.write('\n')
  }
}
