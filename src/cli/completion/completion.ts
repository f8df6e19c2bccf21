import { parse } from '../args/parse.js'
import { didYouMean } from '../args/nearest.js'
import type { Command } from '../command.js'
import { exitCodes } from '../exit-codes.js'
import { Fault } from '../fault.js'
import { bashScript } from './bash-script.js'
import { fishScript } from './fish-script.js'
import { wordsOf } from './words.js'
import { zshScript } from './zsh-script.js'

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const

const shells = Object.keys(scripts)

/** `omm completion`: prints a script for a shell. It holds all words, so that a shell need not call `omm` for them. */
export const completion: Command = {
  usage: `omm completion ${shells.join('|')}`,
  about:
    'Prints a script with which a shell completes commands, options, their values and names of files. Print it again ' +
    'after an update.',
  options: [],
  suggested: shells,
  examples: [
    ['source <(omm completion bash)', 'in ~/.bashrc'],
    ['source <(omm completion zsh)', 'in ~/.zshrc, after compinit'],
    ['omm completion fish > ~/.config/fish/completions/omm.fish', 'once'],
  ],
  run: async (args, { stdout }, all) => {
    const { names } = parse({}, args)
    const [shell = '', ...others] = names
    if (!Object.hasOwn(scripts, shell) || others.length > 0) {
      throw new Fault(`omm completion needs one shell: ${shells.join(', ')}${didYouMean(shell, shells)}`)
    }
    stdout.write(scripts[shell as keyof typeof scripts](await wordsOf(all)))
    return exitCodes.done
  },
}
