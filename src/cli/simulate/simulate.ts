import { EMPTY, filter, firstValueFrom, map, merge, NEVER, tap, timer, type Observable } from 'rxjs'
import type { Simulator } from '../../simulator/index.js'
import type { Command } from '../command.js'
import { exitCodes } from '../exit-codes.js'
import type { Io } from '../io.js'
import { createTroubles, troubleHelp } from '../scenario/troubles.js'
import { ctrlC, keysOf } from '../terminal/keys.js'
import { isTerminal, readerGone } from '../terminal/output.js'
import { signals$ } from '../terminal/signals.js'
import { introduction } from './introduction.js'
import {
  howOptions,
  marketOptions,
  readSimulateArguments,
  sessionOptions,
  tokenOptions,
  whereOptions,
} from './options.js'
import { printLog } from './print-log.js'
import { recurring } from './recurring.js'
import { serve } from './serve.js'
import { simulatorOf } from './simulator-of.js'

const printDeeds = (
  simulator: Simulator,
  services: readonly string[] | undefined,
  hasKeys: boolean,
  io: Io,
): Observable<'quit'> => {
  const troubles = createTroubles(simulator, services)
  return (hasKeys ? keysOf(io.stdin) : EMPTY).pipe(
    tap((key) => {
      const deed = troubles.press(key)
      if (deed !== undefined) io.stdout.write(`           ▸ ${deed}\n`)
    }),
    filter((key) => key === 'q' || key === ctrlC),
    map(() => 'quit'),
  )
}

/** `omm simulate`: serves a simulator until it is told to end. */
export const simulate: Command = {
  usage: 'omm simulate [options]',
  about:
    'Serves token service v1 and v2, service discovery and a tr_json2 server on one port, for clients in any ' +
    'language, until it is told to end. Prints what happens.',
  options: [
    ['Where', whereOptions],
    ['Tokens and discovery', tokenOptions],
    ['Market', marketOptions],
    ['Connections and logins', sessionOptions],
    ['How', howOptions],
  ],
  notes: [['Keys at a terminal', troubleHelp]],
  examples: [
    ['omm simulate --port 15000', 'at the usual port of a server on premises'],
    ['omm simulate --json | jq -c "select(.http)"', 'requests for tokens only'],
    ['omm simulate --token-ttl 10 --drop-every 30 --rate 10', 'a bad day'],
    ['omm simulate --tls --dead-endpoint 1', 'encrypted, and the first address of each region leads nowhere'],
  ],
  run: async (args, io) => {
    const wish = readSimulateArguments(args)
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
        merge(printDeeds(simulator, wish.services, hasKeys, io), recurring(wish, simulator)).pipe(
          map(() => exitCodes.done),
        ),
      ),
      { defaultValue: exitCodes.done },
    )
    await Promise.race([served.close(), firstValueFrom(signals$, { defaultValue: undefined })])
    log.unsubscribe()
    return exitCode
  },
}
