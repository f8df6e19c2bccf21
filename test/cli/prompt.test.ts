import { PassThrough, type Writable } from 'node:stream'
import type { ReadStream, WriteStream } from 'node:tty'
import { expect, it } from 'vitest'
import type { Fault } from '../../src/cli/fault.js'
import { prompt } from '../../src/cli/terminal/prompt.js'

/** What is typed, and what was shown of it. */
const ask = async (typed: string | undefined, hidden: boolean) => {
  const stdin = new PassThrough()
  const stderr = new PassThrough()
  const answer = prompt(
    { stdin, stderr } as unknown as { stdin: ReadStream; stderr: WriteStream },
    'Password',
    hidden,
  )
  if (typed === undefined) stdin.end()
  else stdin.write(typed)
  const settled = await answer.then(
    (value) => ({ value }),
    (fault: unknown) => {
      const { message, exitCode } = fault as Fault
      return { message, exitCode }
    },
  )
  ;(stderr as Writable).end()
  return { settled, shown: (await stderr.toArray()).join('') }
}

it.each([
  ['Ctrl-C', '\u0003', 'interrupted', 130],
  ['Ctrl-D', '\u0004', 'Password: nothing was entered', 2],
  ['nothing', '\n', 'Password: nothing was entered', 2],
  ['the end of the input', undefined, 'Password: nothing was entered', 2],
])('%s at a question is taken for an answer, or for something else', async (_, typed, message, exitCode) => {
  expect((await ask(typed, true)).settled).toEqual({ message, exitCode })
})

it('what is typed in secret is shown, or is not what was typed', async () => {
  const secret = await ask(' hunter22 \n', true)
  expect(secret.settled).toEqual({ value: ' hunter22 ' })
  expect(secret.shown).toBe('Password: \n')
  const plain = await ask(' me \n', false)
  expect(plain.settled).toEqual({ value: 'me' })
  expect(plain.shown).toContain('me')
})
