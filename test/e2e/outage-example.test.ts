import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

it('the example of an outage shows stale quotes that do not come back', async () => {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'examples/outage.ts'],
    { cwd: root },
  )
  const lines = stdout.split('\n')
  const died = lines.indexOf('--- the connection dies')
  const after = lines.slice(died + 1).join('\n')
  for (const name of ['EUR=', 'JPY=', 'GBP=']) {
    expect(lines.slice(0, died)).toContainEqual(
      expect.stringMatching(new RegExp(`^${name} [\\d.]+/[\\d.]+ live$`)),
    )
    expect(after).toMatch(
      new RegExp(`${name} \\S+ stale: the connection was lost[^]*${name} \\S+ live \\(back after`),
    )
  }
  expect(stderr).toBe('')
})
