import type { Command } from './command.js'
import { list } from './list/list.js'
import { post } from './post/post.js'
import { record } from './record/record.js'
import { replay } from './replay/replay.js'
import { services } from './services/services.js'
import { simulate } from './simulate/simulate.js'
import { watch } from './watch/watch.js'

/** All commands, in the order of the help. */
export const commands: readonly Command[] = [watch, list, services, post, simulate, record, replay]
