import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkBlocks } from './check-blocks.js'
import { blocksOfMarkdown, blocksOfSource, type CodeBlock } from './code-blocks.js'
import { documents, read, root } from './documents.js'

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join('src', file))

describe('code in documents', () => {
  it('does not compile', () => {
    const blocks = documents.flatMap((file) => blocksOfMarkdown(file, read(file)))
    expect(blocks.length).toBeGreaterThan(0)
    expect(checkBlocks(root, blocks)).toEqual([])
  })

  it('does not compile in a documentation comment', () => {
    const blocks = sources.flatMap((file) => blocksOfSource(file, read(file)))
    expect(blocks.length).toBeGreaterThan(0)
    expect(checkBlocks(root, blocks)).toEqual([])
  })
})

describe('the check of code in documents', () => {
  const only = (blocks: readonly CodeBlock[]): CodeBlock => {
    expect(blocks).toHaveLength(1)
    return blocks[0]!
  }

  it('overlooks a name that the package does not export', () => {
    const text = "# Title\n\n```ts\nimport { nothingOfThatName } from 'rx-omm'\n```\n"
    const faults = checkBlocks(root, [only(blocksOfMarkdown('README.md', text))])
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(/^README\.md:4: .*nothingOfThatName/)
  })

  it('overlooks a wrong type in a comment, or gives its wrong line', () => {
    const text = "/**\n * @example\n * ```ts\n * const length: number = 'one'\n * ```\n */\nexport {}\n"
    const faults = checkBlocks(root, [only(blocksOfSource('src/errors.ts', text))])
    expect(faults).toEqual(["src/errors.ts:4: Type 'string' is not assignable to type 'number'."])
  })

  it('takes code in another language for TypeScript', () => {
    expect(blocksOfMarkdown('README.md', '```sh\nnpm test\n```\n```js\n1\n```\n')).toEqual([])
  })

  it('takes a block that is never closed for none', () => {
    expect(() => blocksOfMarkdown('README.md', '```ts\nconst one = 1\n')).toThrow('README.md:2')
  })
})
