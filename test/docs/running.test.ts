import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as rxOmm from 'rx-omm'
import * as simulator from 'rx-omm/simulator'
import * as testing from 'rx-omm/testing'
import * as rxjs from 'rxjs'
import * as rxjsTesting from 'rxjs/testing'
import { describe, expect, it } from 'vitest'
import { blocksOfMarkdown, type CodeBlock } from './code-blocks.js'
import { runBlock } from './run-block.js'

const modules = {
  rxjs,
  'rxjs/testing': rxjsTesting,
  'rx-omm': rxOmm,
  'rx-omm/simulator': simulator,
  'rx-omm/testing': testing,
}

/** The one block of a document that has this text in it. */
const blockWith = (file: string, text: string): CodeBlock => {
  const path = fileURLToPath(new URL(`../../${file}`, import.meta.url))
  const blocks = blocksOfMarkdown(file, readFileSync(path, 'utf8')).filter(({ code }) => code.includes(text))
  expect(blocks).toHaveLength(1)
  return blocks[0]!
}

describe('an example of the documents', () => {
  it('does not serve a simulator, or never lets go of it', async () => {
    const printed = await runBlock(blockWith('docs/simulator.md', 'serveSimulator('), modules)
    expect(printed).toHaveLength(1)
    expect(printed[0]).toMatch(/^http:\/\/127\.0\.0\.1:\d+ ws:\/\/127\.0\.0\.1:\d+\/WebSocket$/)
  })

  it('does not get through a day, or rebuilds another number of sessions than it says', async () => {
    const printed = await runBlock(blockWith('docs/simulator.md', 'new TestScheduler('), modules)
    expect(printed).toEqual(['2 connections in a day'])
  })

  it('is no test that can pass', async () => {
    const titles: string[] = []
    const vitest = {
      expect,
      it: (title: string, test: () => void) => {
        titles.push(title)
        test()
      },
    }
    await runBlock(blockWith('CONTRIBUTING.md', 'runWithSimulator('), { ...modules, vitest })
    expect(titles).toHaveLength(1)
  })
})

describe('running examples', () => {
  const block = (code: string): CodeBlock => ({ file: 'README.md', line: 1, code })

  it('overlooks an example that throws', async () => {
    await expect(runBlock(block("await Promise.reject(new Error('broken'))"), {})).rejects.toThrow('broken')
  })

  it('overlooks an import of something that is not there', async () => {
    await expect(runBlock(block("import { of } from 'elsewhere'\nof(1)"), {})).rejects.toThrow('README.md:1')
  })
})
