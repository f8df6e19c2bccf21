import { readFile } from 'node:fs/promises'
import { readRecording, RecordingError, type Recording } from '../../simulator/index.js'
import { exitCodes } from '../exit-codes.js'
import { Fault } from '../fault.js'
import { fileTrouble } from '../file-trouble.js'
import type { Io } from '../io.js'
import { printable } from '../terminal/printable.js'

const readText = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    throw new Fault(printable(`${path}: the file cannot be read (${fileTrouble(code)})`), exitCodes.failed)
  }
}

const readOne = async (path: string, { stderr }: Pick<Io, 'stderr'>): Promise<Recording> => {
  const text = await readText(path)
  try {
    const recording = readRecording(text)
    const { cutOffAt } = recording
    if (cutOffAt !== undefined)
      stderr.write(printable(`omm: ${path}: line ${cutOffAt} breaks off, and is left out`) + '\n')
    return recording
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error
    throw new Fault(
      printable(`${path}: ${error.message}; give a file that omm record wrote`),
      exitCodes.failed,
    )
  }
}

/**
 * Reads recordings.
 *
 * @throws {@link Fault} for the first that cannot be read
 */
export const readFiles = async (
  paths: readonly string[],
  io: Pick<Io, 'stderr'>,
): Promise<readonly Recording[]> => {
  const recordings: Recording[] = []
  // In turn: of several that are wrong the first is told.
  for (const path of paths) recordings.push(await readOne(path, io))
  return recordings
}
