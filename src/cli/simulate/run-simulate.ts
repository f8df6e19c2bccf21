import { EMPTY, firstValueFrom, map, merge, NEVER, tap, timer, type Observable } from 'rxjs'
import type { Simulator } from '../../simulator/index.js'
import { exitCodes } from '../exit-codes.js'
import type { Io } from '../io.js'
import { createTroubles } from '../scenario/troubles.js'
import type { Ending } from '../play/ending.js'
import { quitBy } from '../play/quit.js'
import { keysOf } from '../terminal/keys.js'
import { isTerminal, readerGone } from '../terminal/output.js'
import { signals$ } from '../terminal/signals.js'
import { introduction } from './introduction.js'
import type { SimulateWish } from './options.js'
import { printLog } from './print-log.js'
import { recurring } from './recurring.js'
import { serve } from './serve.js'
import { simulatorOf } from './simulator-of.js'

const printDeeds = (
  simulator: Simulator,
  services: readonly string[] | undefined,
  hasKeys: boolean,
  io: Io,
): Observable<Ending> => {
  const troubles = createTroubles(simulator, services)
  return (hasKeys ? keysOf(io.stdin) : EMPTY).pipe(
    tap((key) => {
      const deed = troubles.press(key)
      if (deed !== undefined) io.stdout.write(`           ▸ ${deed}\n`)
    }),
    quitBy,
  )
}

/**
 * Does what `omm simulate` was asked for.
 *
 * @returns the exit code
 */
export const runSimulate = async (wish: SimulateWish, io: Io): Promise<number> => {
  const { seconds } = wish
  const json = wish.json === true
  const hasKeys = !json && isTerminal(io.stdin, io.env) && isTerminal(io.stdout, io.env)
  const simulator = simulatorOf(wish)
  // Before it is served: the first line tells where.
  const log = printLog(simulator.log$, json, io).subscribe()
  const served = await serve(wish, simulator)
  if (!json) io.stdout.write(`${introduction(served, hasKeys).join('\n')}\n`)
  const exitCode = await firstValueFrom(
    merge(
      (seconds === undefined ? NEVER : timer(seconds * 1000)).pipe(map(() => exitCodes.done)),
      signals$.pipe(map((signal) => exitCodes[signal])),
      readerGone(io.stdout).pipe(map(() => exitCodes.done)),
      printDeeds(simulator, wish.services, hasKeys, io).pipe(map(({ exitCode }) => exitCode)),
      recurring(wish, simulator),
    ),
    { defaultValue: exitCodes.done },
  )
  await Promise.race([served.close(), firstValueFrom(signals$, { defaultValue: undefined })])
  log.unsubscribe()
  return exitCode
}
