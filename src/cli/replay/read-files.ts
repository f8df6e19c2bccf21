import { readRecording, RecordingError, type Recording } from '../../simulator/index.js'
import { exitCodes } from '../exit-codes.js'
import { Fault } from '../fault.js'
import type { Io } from '../io.js'
import { readText } from '../read-text.js'
import { printable } from '../terminal/printable.js'
import { tell } from '../terminal/tell.js'

const otherFile = 'give a file that omm record wrote'

const readOne = async (path: string, { stderr }: Pick<Io, 'stderr'>): Promise<Recording> => {
  const text = await readText(path)
  try {
    const recording = readRecording(text)
    const { cutOffAt, lines } = recording
    if (lines.length === 0)
      throw new Fault(printable(`${path}: there is nothing in it; ${otherFile}`), exitCodes.failed)
    if (cutOffAt !== undefined) tell(stderr, `${path}: line ${cutOffAt} breaks off, and is left out`)
    return recording
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error
    throw new Fault(printable(`${path}: ${error.message}; ${otherFile}`), exitCodes.failed)
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
