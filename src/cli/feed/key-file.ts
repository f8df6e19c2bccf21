import { readFile, stat } from 'node:fs/promises'
import { Fault } from '../fault.js'
import { fileTrouble } from '../file-trouble.js'
import { variables } from './environment.js'

const others = 0o007

/**
 * Reads the file of a private key.
 *
 * @throws {@link Fault} when it cannot be read, or when every user of the machine can
 */
export const readKeyFile = async (path: string): Promise<string> => {
  const name = variables.privateKeyFile
  try {
    const { mode } = await stat(path)
    // Windows has no such bits, and shows them set.
    if (process.platform !== 'win32' && (mode & others) !== 0) {
      const bits = (mode & 0o777).toString(8).padStart(3, '0')
      throw new Fault(`${name}: every user of this machine can read the key (mode ${bits}); chmod 600 it`)
    }
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Fault) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    throw new Fault(`${name}: the file cannot be read (${fileTrouble(code)})`)
  }
}
