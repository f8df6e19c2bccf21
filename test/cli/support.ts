import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A line of JSON that the command printed. */
export type Printed = Readonly<Record<string, unknown>>

/** How a run of the command went. */
export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** The command as a process. */
export interface Running {
  /** Ends with the process. */
  readonly ended: Promise<Ran>
  /** Resolves with the first line that fits; fails when the process ends without one. */
  readonly line: (fits: (line: Printed) => boolean) => Promise<Printed>
  readonly signal: (signal: 'SIGHUP' | 'SIGINT' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT') => void
  /** Closes our end of its output, as `head` does. */
  readonly stopReading: () => void
}

/** The lines of JSON in an output. */
export const linesOf = (stdout: string): readonly Printed[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Printed)

/** Starts the command from its source, with these variables and no others of its own. */
export const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Running => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 30_000,
  })
  let [stdout, stderr] = ['', '']
  const waiting = new Set<() => void>()
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    for (const look of waiting) look()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const ended = once(child, 'close').then(([code]): Ran => ({ code: code as number | null, stdout, stderr }))
  return {
    ended,
    line: (fits) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = linesOf(stdout.slice(0, stdout.lastIndexOf('\n') + 1)).find(fits)
          if (found === undefined) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
        void ended.then(() => {
          reject(new Error(`ended without the line\n${stdout}\n${stderr}`))
        })
      }),
    signal: (signal) => child.kill(signal),
    stopReading: () => {
      child.stdout.destroy()
    },
  }
}

/** Runs the command to its end. */
export const run = (args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran> =>
  start(args, env).ended

/** A simulator of its own process, and the variables that lead there. */
export const startSimulator = async (args: readonly string[] = []) => {
  const running = start(['simulate', '--json', ...args])
  const first = await running.line((line) => 'listening' in line)
  const { http, ws } = first['listening'] as { readonly http: string; readonly ws: string }
  return {
    running,
    ws,
    urls: { RX_OMM_DISCOVERY_URL: `${http}/streaming/pricing/v1/` },
    v1: `${http}/auth/oauth2/v1/token`,
    v2: `${http}/auth/oauth2/v2/token`,
    stop: async (): Promise<readonly Printed[]> => {
      running.signal('SIGTERM')
      return linesOf((await running.ended).stdout)
    },
  }
}
