import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/commands.js'
import { documents, read, root } from './documents.js'

const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> }
const known: ReadonlySet<string> = new Set(commands.map(({ name }) => name))

/** What a text in a shell names and the package does not have: scripts, commands of `omm`, files to run. */
const unknownIn = (shell: string): readonly string[] => [
  ...[...shell.matchAll(/\bnpm run (?:--silent )?([\w:-]+)/g)]
    .filter(([, name = '']) => !(name in scripts))
    .map(([text]) => text),
  ...[...shell.matchAll(/\bnpm (start|test)\b/g)]
    .filter(([, name = '']) => !(name in scripts))
    .map(([text]) => text),
  ...[...shell.matchAll(/(?<![\w-])omm ([a-z]+)/g)]
    .filter(([, name = '']) => !known.has(name))
    .map(([text]) => text),
  ...[...shell.matchAll(/\b(?:tsx|vitest run|bash) ([\w.][\w./-]*)/g)]
    .filter(([, path = '']) => !existsSync(join(root, path)))
    .map(([text]) => text),
]

/** The blocks and the words of a Markdown text that are typed into a shell. */
const shellOf = (text: string): readonly string[] => [
  ...[...text.matchAll(/^```sh\n([^]*?)^```/gm)].map(([, code = '']) => code),
  ...[...text.replace(/^```[^]*?^```/gm, '').matchAll(/`((?:npm|npx|omm|bash) [^`\n]+)`/g)].map(
    ([, code = '']) => code,
  ),
]

describe('a command in a document', () => {
  // What was is not what is.
  it.each(documents.filter((file) => file !== 'CHANGELOG.md'))('of %s does not exist', (file) => {
    expect(shellOf(read(file)).flatMap(unknownIn)).toEqual([])
  })
})

describe('the check of commands', () => {
  it('overlooks one that does not exist', () => {
    const text = '```sh\nnpm run dance\nnpx omm watch EUR=\nomm fly\n```\nand `npx tsx examples/none.ts`\n'
    expect(shellOf(text).flatMap(unknownIn)).toEqual(['npm run dance', 'omm fly', 'tsx examples/none.ts'])
  })
})
