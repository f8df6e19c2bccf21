import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { helpText, overview } from '../../src/cli/args/help.js'
import { commands } from '../../src/cli/commands.js'

const path = new URL('../../docs/command.md', import.meta.url)

const block = (text: string): string => `\`\`\`text\n${text}\`\`\`\n`

it('the page of the command tells something else than the command (vitest -u writes it)', async () => {
  const page = await readFile(path, 'utf8')
  const [prose = ''] = page.split('## Reference\n')
  const helps = await Promise.all(
    commands.map(async ({ name, load }) => `### omm ${name}\n\n${block(helpText(await load()))}`),
  )
  const reference = ['## Reference\n', block(overview(commands)), ...helps].join('\n')
  await expect(`${prose}${reference}`).toMatchFileSnapshot(path.pathname)
})

it('a help is too wide for 80 columns', async () => {
  const helps = await Promise.all(commands.map(async ({ load }) => helpText(await load())))
  for (const line of [...helps, overview(commands)].flatMap((help) => help.split('\n'))) {
    expect(line.length, line).toBeLessThanOrEqual(79)
  }
})
