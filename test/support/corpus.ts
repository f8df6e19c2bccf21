import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One frame that the specification of the protocol prints. */
export interface CorpusFile {
  /** Path within the folder that was read, with `/` on every system. */
  readonly file: string
  readonly name: string
  /** Who sends it. */
  readonly direction: 'client' | 'server'
  /** Content of the frame: a message, several of them, or of a fragment the container alone. */
  readonly message: unknown
  /** It is a container and no message. */
  readonly fragment: boolean
  /** What was repaired, or is peculiar. */
  readonly note: string | undefined
  /** Section of the specification. */
  readonly spec: string
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Where the corpus of the protocol is: `RX_OMM_CORPUS`, relative to the repository, or beside the repository.
 * `undefined` when it is not there.
 */
export const corpusFolder = (): string | undefined => {
  const folder = resolve(root, process.env.RX_OMM_CORPUS ?? '../shared/protocol/corpus')
  return existsSync(folder) ? folder : undefined
}

/** All frames in a folder and in those below it, sorted by their path. */
export const readCorpus = (folder: string): readonly CorpusFile[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json'))
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((file) => {
      const read = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Partial<CorpusFile> &
        Pick<CorpusFile, 'name' | 'direction' | 'message' | 'spec'>
      return { ...read, file, fragment: read.fragment === true, note: read.note }
    })
