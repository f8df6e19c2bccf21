import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Answer } from './answers.js'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

/** Serves the built page, and nothing outside of its folder. */
export const filesOf =
  (folder: URL) =>
  async (path: string): Promise<Answer> => {
    const file = new URL(`.${path === '/' ? '/index.html' : path}`, folder)
    const type = types[extname(file.pathname)]
    const missing: Answer = { status: 404, type: 'text/plain', body: 'not found' }
    if (type === undefined || !file.href.startsWith(folder.href)) return missing
    return readFile(file).then(
      (body) => ({ type, body }),
      () => missing,
    )
  }
