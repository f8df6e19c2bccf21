import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as rxOmm from 'rx-omm'
import { createSimulator, inMemory } from 'rx-omm/simulator'
import { describe, expect, it, vi } from 'vitest'
import { blocksOfSource } from './code-blocks.js'
import { runBlock } from './run-block.js'

const folder = fileURLToPath(new URL('../../src/operators', import.meta.url))
const operators = readdirSync(folder).filter((file) => file.endsWith('.ts'))

/** What each example prints at least once, against the simulator. */
const expected: Readonly<Record<string, RegExp>> = {
  'conflate.ts': /^at most four times a second \d/,
  'only-live.ts': /^good enough to calculate with \d/,
  'pick.ts': /^\d[\d.]* \d[\d.]*$/,
  'stale-after.ts': /^\d[\d.]* live$/,
  'to-book.ts': /^\d[\d.]* \d[\d.]*$/,
  'to-chain.ts': /^[1-9]\d* true \S+/,
  'to-image.ts': /^\d[\d.]* \d[\d.]* live$/,
  'to-items.ts': /^\S+ refresh$/,
  'to-members.ts': /^[1-9]\d* \S+/,
  'to-stories.ts': /^[13] \S+ \S+/,
}

describe('the example of an operator', () => {
  it('is missing, or there is an operator that nobody expects anything of', () => {
    expect(operators).toEqual(Object.keys(expected))
  })

  it.each(operators)('%s does not print what it ought to', async (file) => {
    const source = readFileSync(`${folder}/${file}`, 'utf8')
    const blocks = blocksOfSource(file, source)
    expect(blocks).toHaveLength(1)
    const simulator = createSimulator({ updateRate: 20 })
    const consumer = rxOmm.createConsumer({
      login: { name: 'user' },
      endpoints: 'ws://localhost:15000/WebSocket',
      webSocket: inMemory(simulator).webSocket,
    })
    try {
      const printed = await runBlock(blocks[0]!, { 'rx-omm': rxOmm }, consumer)
      await vi.waitFor(() => {
        expect(printed).toContainEqual(expect.stringMatching(expected[file]!))
      }, 10_000)
    } finally {
      await consumer.close()
      simulator.stop()
    }
  })

  it('has no picture of what goes in and what comes out', () => {
    for (const file of operators) {
      expect(readFileSync(`${folder}/${file}`, 'utf8'), file).toMatch(/```text\n \* \S+ +-/)
    }
  })
})
