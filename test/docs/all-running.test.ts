import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import * as ioTs from 'io-ts'
import * as rxOmm from 'rx-omm'
import * as simulatorEntry from 'rx-omm/simulator'
import * as testing from 'rx-omm/testing'
import * as rxjs from 'rxjs'
import * as rxjsTesting from 'rxjs/testing'
import { describe, expect, it } from 'vitest'
import { runnable, whyNotRun } from './cannot-run.js'
import { blocksOfMarkdown, blocksOfSource } from './code-blocks.js'
import { documents, read, root } from './documents.js'
import { runBlock } from './run-block.js'

const modules = {
  rxjs,
  'rxjs/testing': rxjsTesting,
  'rx-omm': rxOmm,
  'rx-omm/simulator': simulatorEntry,
  'rx-omm/testing': testing,
  'io-ts': ioTs,
}

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join('src', file))

const blocks = [
  ...documents.flatMap((file) => blocksOfMarkdown(file, read(file))),
  ...sources.flatMap((file) => blocksOfSource(file, read(file))),
].map((block) => ({ ...block, where: `${block.file}:${block.line}` }))

const running = blocks.filter((block) => whyNotRun(block) === undefined)

/** How long a block goes on that has no end of its own, in milliseconds: a few updates of a quick market. */
const ms = 250

describe.concurrent('a block of code in a document or a comment', () => {
  it.each(running)('$where fails when it is run', async (block) => {
    const simulator = simulatorEntry.createSimulator({
      updateRate: 50,
      services: [{ name: 'ELEKTRON_DD', id: 1 }],
    })
    const consumer = rxOmm.createConsumer({
      login: { name: 'user' },
      endpoints: 'ws://localhost:15000/WebSocket',
      webSocket: simulatorEntry.inMemory(simulator).webSocket,
    })
    try {
      await runBlock(block, modules, consumer)
      await new Promise((resolve) => setTimeout(resolve, ms))
    } finally {
      await consumer.close()
      simulator.stop()
    }
  })
})

describe('the check of running blocks', () => {
  it('runs hardly any of them', () => {
    expect(Object.keys(modules).sort()).toEqual([...runnable].sort())
    expect(running.length).toBeGreaterThan(60)
  })
})
