import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from 'vitest'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** The environment without what would send an example to a real server or through a real proxy. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(RX_OMM_.*|HTTPS_PROXY|NODE_TEST_CONTEXT)$/i.test(name)),
)

const argumentsFor = (name: string): readonly string[] => ['--import', 'tsx', `examples/${name}.ts`]

/** Runs an example to its end, as its reader does, and gives the lines that it printed. */
export const runExample = async (
  name: string,
  more: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, argumentsFor(name), {
    cwd: root,
    env: { ...env, ...more },
    timeout: 50_000,
  })
  expect(stderr).toBe('')
  return stdout.trim().split('\n')
}

/** Starts an example that goes on, and waits for the address that it prints. */
export const startExample = (
  name: string,
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly child: ChildProcess; readonly url: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, argumentsFor(name), { cwd: root, env: { ...env, ...more } })
    let text = ''
    const read = (chunk: Buffer): void => {
      text += chunk.toString()
      const url = /http:\S+/.exec(text)?.[0]
      if (url !== undefined) resolve({ child, url })
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', () => {
      reject(new Error(`${name} ended: ${text}`))
    })
  })
