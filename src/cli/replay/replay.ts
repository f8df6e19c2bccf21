import { firstValueFrom, map, merge, NEVER, timer } from 'rxjs'
import { createReplay, type ServedSimulator } from '../../simulator/index.js'
import type { Command } from '../command.js'
import { exitCodes } from '../exit-codes.js'
import { howOptions, whereOptions } from '../simulate/options.js'
import { printLog } from '../simulate/print-log.js'
import { serve } from '../simulate/serve.js'
import { readerGone } from '../terminal/output.js'
import { printable } from '../terminal/printable.js'
import { signals$ } from '../terminal/signals.js'
import { playOptions, readReplayArguments, type ReplayWish } from './options.js'
import { readFiles } from './read-files.js'

const introduction = ({ wsUrl }: ServedSimulator, { files, speed = 1 }: ReplayWish): string => {
  const pace = speed === Infinity ? 'all at once' : `at speed ${speed}`
  return printable(`Replaying ${files.join(', ')} at ${wsUrl}, ${pace}.`)
}

/** `omm replay`: serves a recording until it is told to end. */
export const replay: Command = {
  usage: 'omm replay FILE… [options]',
  about:
    'Serves a recording of omm record: each request is answered with what the recording holds for it, and goes ' +
    'on with the recorded timing. Several files are for several connections, in turn. Tokens and service ' +
    'discovery are to be had as from omm simulate, on the same port.',
  options: [
    ['How it is played', playOptions],
    ['Where', whereOptions],
    ['How', howOptions],
  ],
  suggested: 'files',
  examples: [
    ['omm replay session.ndjson --port 15000', 'at the usual port of a server on premises'],
    ['omm replay session.ndjson session-2.ndjson', 'the second connection gets the second recording'],
    ['omm replay session.ndjson --speed max --json', 'all at once, with every frame'],
  ],
  run: async (args, io) => {
    const wish = readReplayArguments(args)
    const { seconds, speed = 1 } = wish
    const json = wish.json === true
    const server = createReplay(await readFiles(wish.files, io), { speed })
    // Before it is served: the first line tells where.
    const log = printLog(server.log$, json, io).subscribe()
    const served = await serve(wish, server)
    if (!json) io.stdout.write(`${introduction(served, wish)}\n`)
    const exitCode = await firstValueFrom(
      merge(
        (seconds === undefined ? NEVER : timer(seconds * 1000)).pipe(map(() => exitCodes.done)),
        signals$.pipe(map((signal) => exitCodes[signal])),
        readerGone(io.stdout).pipe(map(() => exitCodes.done)),
      ),
      { defaultValue: exitCodes.done },
    )
    await Promise.race([served.close(), firstValueFrom(signals$, { defaultValue: undefined })])
    log.unsubscribe()
    return exitCode
  },
}
