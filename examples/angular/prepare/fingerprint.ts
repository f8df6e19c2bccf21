import { createHash } from 'node:crypto'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const filesIn = async (path: string): Promise<readonly string[]> => {
  try {
    const entries = await readdir(path, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
  } catch {
    // A file.
    return [path]
  }
}

/** Stands for the content of files and folders, and for texts besides: another one means that something changed. */
export const fingerprintOf = async (
  paths: readonly string[],
  texts: readonly string[] = [],
): Promise<string> => {
  const hash = createHash('sha256')
  const files = (await Promise.all(paths.map(filesIn))).flat()
  const contents = await Promise.all(files.map((file) => readFile(file)))
  for (const [index, file] of files.entries()) hash.update(`${file}\0`).update(contents[index] ?? '')
  for (const text of texts) hash.update(`\0${text}`)
  return hash.digest('hex')
}

/** Whether a mark says that what it stands beside was made from this. */
export const isMarked = async (mark: string, fingerprint: string): Promise<boolean> =>
  (await readFile(mark, 'utf8').catch(() => undefined)) === fingerprint

/** Leaves a mark of what something was made from. It is to go when that goes, so it is put inside. */
export const leaveMark = async (mark: string, fingerprint: string): Promise<void> => {
  await mkdir(dirname(mark), { recursive: true })
  await writeFile(mark, fingerprint)
}
