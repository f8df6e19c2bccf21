import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/commands.js'
import { bashScript } from '../../src/cli/completion/bash-script.js'
import { fishScript } from '../../src/cli/completion/fish-script.js'
import { wordsOf } from '../../src/cli/completion/words.js'
import { zshScript } from '../../src/cli/completion/zsh-script.js'

const words = await wordsOf(commands)
const has = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0

describe.runIf(has('bash'))('completion by bash', () => {
  /** What bash offers for the last word. */
  const offered = (...typed: readonly string[]): readonly string[] => {
    const ask = `COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); _omm; printf '%s\\n' "\${COMPREPLY[@]}"`
    const script = `${bashScript(words)}\n${ask}`
    const args = ['--norc', '-c', script, 'bash', 'omm', ...typed]
    return execFileSync('bash', args, { encoding: 'utf8' }).split('\n').filter(Boolean)
  }

  it('leaves a command or an option out', () => {
    expect(offered('')).toEqual([...commands.map(({ name }) => name), 'help', '--help', '--version'])
    expect(offered('re')).toEqual(['record', 'replay'])
    expect(offered('help', 'wa')).toEqual(['watch'])
    expect(offered('completion', '')).toEqual(['bash', 'zsh', 'fish'])
    for (const { name, options } of words) {
      expect(offered(name, '--')).toEqual(options.map((option) => option.name))
    }
  })

  it('does not know the values of an option, or offers options for a value', () => {
    expect(offered('watch', 'EUR=', '--grant', '')).toEqual(['v1', 'v2'])
    expect(offered('watch', '--grant', '=', 'v1')).toEqual(['v1'])
    expect(offered('watch', '--grant', '=')).toEqual(['v1', 'v2'])
    expect(offered('watch', '--domain', 'MarketBy')).toContain('MarketByPrice')
    expect(offered('watch', '--region', 'eu')).toEqual(['eu-west-1'])
    expect(offered('watch', '--seconds', '')).toEqual([])
  })

  it('breaks the name of a file at its space', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rx-omm-completion-'))
    writeFileSync(join(folder, 'my session.ndjson'), '')
    const found = [offered('replay', join(folder, 'my')), offered('record', '--out', join(folder, 'my'))]
    rmSync(folder, { recursive: true })
    for (const files of found) expect(files).toEqual([join(folder, 'my session.ndjson')])
  })
})

describe.runIf(has('fish'))('completion by fish', () => {
  const offered = (line: string): readonly string[] =>
    execFileSync('fish', ['--no-config', '-c', `${fishScript(words)}\ncomplete -C ${JSON.stringify(line)}`], {
      encoding: 'utf8',
    })
      .split('\n')
      .filter(Boolean)
      .map((each) => each.split('\t')[0] ?? '')

  it('leaves a command, an option or a value out', () => {
    expect(offered('omm re')).toEqual(['record', 'replay'])
    expect(offered('omm watch --sn')).toEqual(['--snapshot'])
    expect(offered('omm watch --grant ')).toEqual(['v1', 'v2'])
  })
})

describe.runIf(has('zsh'))('completion by zsh', () => {
  it('is no script that zsh reads', () => {
    const script = `autoload -U compinit && compinit -u -D\n${zshScript(words)}\nprint -r -- $_comps[omm]`
    expect(execFileSync('zsh', ['-f', '-c', script], { encoding: 'utf8' })).toBe('_omm\n')
  })
})
