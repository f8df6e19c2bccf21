import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as rxOmm from 'rx-omm'
import * as testing from 'rx-omm/testing'
import * as rxjs from 'rxjs'
import { describe, expect, it } from 'vitest'
import { blocksOfMarkdown, blocksOfSource, type CodeBlock } from '../docs/code-blocks.js'
import { runBlock } from '../docs/run-block.js'

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

const blocksOf = (path: string, read: typeof blocksOfMarkdown): readonly CodeBlock[] =>
  read(path, readFileSync(at(path), 'utf8'))

const inSource = readdirSync(at('src/testing'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => `src/testing/${file}`)
const blocks = [
  ...blocksOf('docs/testing.md', blocksOfMarkdown),
  ...blocksOf('README.md', blocksOfMarkdown).filter(({ code }) => code.includes('rx-omm/testing')),
  ...inSource.flatMap((file) => blocksOf(file, blocksOfSource)),
]

/** Runs tests where they stand. */
const vitest = {
  expect,
  it: (_: string, test: () => void) => {
    test()
  },
}
const modules = { rxjs, vitest, 'rx-omm': rxOmm, 'rx-omm/testing': testing }

describe('an example of testing', () => {
  it.each(blocks.map((block) => [`${block.file}:${block.line}`, block] as const))(
    '%s fails',
    async (_, block) => {
      const printed = await runBlock(block, modules)
      const said = [...block.code.matchAll(/console\.log\(.*\)(?: \/\/ (.*))?$/gm)].map(([, text]) => text)
      expect(printed).toHaveLength(said.length)
      // A list looks otherwise in a comment than it is printed here; a plain word or number does not.
      for (const [index, text] of said.entries())
        if (text !== undefined && /^[\w.]+$/.test(text)) expect(printed[index]).toBe(text)
    },
  )

  it('is missing where a function is exported', () => {
    const code = blocks.map((block) => block.code).join('\n')
    const names = Object.keys(testing).filter((name) => name !== 'LeakError')
    expect(names.filter((name) => !code.includes(`${name}(`))).toEqual([])
  })
})
