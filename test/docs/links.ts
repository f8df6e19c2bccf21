import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A Markdown text without its blocks of code, in which nothing is a link or a heading. */
const prose = (text: string): string => text.replace(/^ *(`{3,})[^]*?^ *\1 *$/gm, '')

/** The anchors of a Markdown text, as GitHub makes them of its headings. */
const anchorsOf = (text: string): ReadonlySet<string> => {
  const seen = new Map<string, number>()
  return new Set(
    [...prose(text).matchAll(/^#+ +(.+)$/gm)].map(([, heading = '']) => {
      const anchor = heading
        .trim()
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replace(/\s/g, '-')
      const before = seen.get(anchor) ?? 0
      seen.set(anchor, before + 1)
      return before === 0 ? anchor : `${anchor}-${before}`
    }),
  )
}

/** The links of a Markdown text to files and headings of the package that lead nowhere. */
export const deadLinks = (root: string, file: string, text: string): readonly string[] =>
  [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => {
      const [path = '', anchor] = link.split('#')
      const target = path === '' ? join(root, file) : join(root, dirname(file), path)
      if (!existsSync(target)) return true
      return anchor !== undefined && !anchorsOf(path === '' ? text : readFileSync(target, 'utf8')).has(anchor)
    })
    .map((link) => `${file}: ${link}`)
