import { execFile } from 'node:child_process'

/** A step of the preparation that failed, in words for whoever started it. */
export class StepError extends Error {
  override readonly name = 'StepError'
}

/** Words of npm and Node for a registry that cannot be reached. */
const offline = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|ENOTCACHED)\b/

/**
 * Runs a program to its end, in silence unless it fails.
 *
 * @throws StepError with what it printed
 */
export const run = (
  task: string,
  cwd: string,
  program: string,
  ...args: readonly string[]
): Promise<string> =>
  new Promise((resolve, reject) => {
    // On Windows npm is a script.
    const shell = process.platform === 'win32' && program === 'npm'
    const options = { cwd, shell, maxBuffer: 2 ** 26, env: { ...process.env, NO_COLOR: '1' } }
    execFile(program, args, options, (error, stdout, stderr) => {
      if (error === null) {
        resolve(stdout)
        return
      }
      const said = `${stdout}${stderr}`.trim() || error.message
      const advice = offline.test(said)
        ? '\n\nThe registry of npm cannot be reached. The packages of the demo are installed the first time, and when they change.'
        : ''
      reject(new StepError(`${said}\n\n${task} failed.${advice}`))
    })
  })
