import type { Command } from './command.js'
import { simulate } from './simulate/simulate.js'
import { watch } from './watch/watch.js'

/** All commands, in the order of the help. */
export const commands: readonly Command[] = [watch, simulate]
