import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Answer } from './answers.js'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

const missing: Answer = { status: 404, type: 'text/plain', body: 'not found' }

/** Serves the built page, and nothing outside of its folder. */
export const filesOf =
  (folder: URL) =>
  async (path: string): Promise<Answer> => {
    const name = path === '/' ? '/index.html' : path
    const type = types[extname(name)]
    // The page is flat and its names are plain: whatever else is asked for is not part of it.
    if (type === undefined || !/^(\/[\w-]+)+(\.[\w-]+)+$/.test(name)) return missing
    return readFile(new URL(`.${name}`, folder)).then(
      (body) => ({ type, body }),
      () => missing,
    )
  }
