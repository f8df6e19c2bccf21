import { firstValueFrom, map, merge, NEVER, timer } from 'rxjs'
import { createReplay, type ServedSimulator } from '../../simulator/index.js'
import { exitCodes } from '../exit-codes.js'
import type { Io } from '../io.js'
import { printLog } from '../simulate/print-log.js'
import { serve } from '../simulate/serve.js'
import { readerGone } from '../terminal/output.js'
import { printable } from '../terminal/printable.js'
import { signals$ } from '../terminal/signals.js'
import type { ReplayWish } from './options.js'
import { readFiles } from './read-files.js'
import { tellPosition } from './tell-position.js'

const introduction = ({ wsUrl }: ServedSimulator, { files, speed = 1 }: ReplayWish): string => {
  const pace = speed === Infinity ? 'all at once' : `at speed ${speed}`
  return printable(`Replaying ${files.join(', ')} at ${wsUrl}, ${pace}.`)
}

/**
 * Does what `omm replay` was asked for.
 *
 * @returns the exit code
 */
export const runReplay = async (wish: ReplayWish, io: Io): Promise<number> => {
  const { seconds, speed = 1 } = wish
  const json = wish.json === true
  const recordings = await readFiles(wish.files, io)
  const server = createReplay(recordings, { speed })
  // Before it is served: the first line tells where.
  const log = merge(
    tellPosition(server.log$, recordings, speed, io),
    printLog(server.log$, json, io),
  ).subscribe()
  try {
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
    return exitCode
  } finally {
    log.unsubscribe()
  }
}
