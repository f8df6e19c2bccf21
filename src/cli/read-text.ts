import { readFile } from 'node:fs/promises'
import { exitCodes } from './exit-codes.js'
import { Fault } from './fault.js'
import { fileTrouble } from './file-trouble.js'
import { printable } from './terminal/printable.js'

/**
 * Reads a file of text.
 *
 * @throws {@link Fault} when it cannot be read
 */
export const readText = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    throw new Fault(printable(`${path}: the file cannot be read (${fileTrouble(code)})`), exitCodes.failed)
  }
}
