import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as rxOmm from 'rx-omm'
import * as simulator from 'rx-omm/simulator'
import * as testing from 'rxjs/testing'
import { describe, expect, it } from 'vitest'
import { checkBlocks } from '../docs/check-blocks.js'
import { blocksOfMarkdown } from '../docs/code-blocks.js'
import { runBlock } from '../docs/run-block.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const file = 'docs/record-and-replay.md'
const blocks = blocksOfMarkdown(file, readFileSync(`${root}/${file}`, 'utf8'))

describe('an example of the document on recordings', () => {
  it('does not compile', () => {
    expect(blocks).toHaveLength(2)
    expect(checkBlocks(root, blocks)).toEqual([])
  })

  it('prints something else than the document says', async () => {
    const [example] = blocks
    const modules = { 'rx-omm': rxOmm, 'rx-omm/simulator': simulator, 'rxjs/testing': testing }
    expect(await runBlock(example!, modules)).toEqual(['refresh 1.0841', 'update 1.0842'])
  })
})
