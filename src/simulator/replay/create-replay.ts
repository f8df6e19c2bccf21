import { UsageError } from '../../errors.js'
import { createHttpService } from '../http/http-service.js'
import { createMachines } from '../http/machines.js'
import { createTokenStore } from '../http/token-store.js'
import { createRecorder } from '../log/recorder.js'
import { readRecording, type Recording } from '../record/read-recording.js'
import { readSettings } from '../settings.js'
import type { Upgrade } from '../transport.js'
import { createWishes } from '../wishes.js'
import { indexRecording } from './index-recording.js'
import { objectOf, type Members } from './members.js'
import { replayConnection, type ReplayConnection } from './replay-connection.js'
import type { Replay, ReplayOptions } from './replay.js'

/** A recording: the text of its file, or what `readRecording` or `recordWebSocket` made. */
export type Recorded = string | Recording

const protocols = ['tr_json2', 'rssl.json.v2']

const isList = (recorded: Recorded | readonly Recorded[]): recorded is readonly Recorded[] =>
  Array.isArray(recorded)

/**
 * Makes a server that says what a recorded one said. A request is answered with what the recording holds for its
 * domain, service and name, under the stream id of the client, and goes on with the recorded timing, which counts
 * from the request. What the recording does not hold is closed as not found. Token service and discovery are those
 * of `createSimulator`, with what it admits by default.
 *
 * @param recorded - one recording; or several, one for each connection in turn, and then again the first
 * @throws {@link RecordingError} when a text cannot be read
 * @throws `UsageError` `invalid-options` when the speed is not a number above 0
 *
 * @example
 * ```ts
 * import { createReplay, serveSimulator } from 'rx-omm/simulator'
 *
 * declare const recording: string
 * const served = await serveSimulator(createReplay(recording, { speed: 10 }))
 * console.log(served.wsUrl)
 * await served.close()
 * ```
 */
export const createReplay = (
  recorded: Recorded | readonly Recorded[],
  { speed = 1 }: ReplayOptions = {},
): Replay => {
  if (!(speed > 0)) throw new UsageError('invalid-options', 'replay: speed must be a number above 0')
  const scripts = (isList(recorded) ? recorded : [recorded]).map((one) =>
    indexRecording(typeof one === 'string' ? readRecording(one) : one),
  )
  const settings = readSettings({})
  const wishes = createWishes()
  const recorder = createRecorder(0)
  const tokens = createTokenStore(settings.seed)
  const machines = createMachines(settings.machines)
  const connections = new Map<number, ReplayConnection>()
  let count = 0
  let stopped = false

  const userOf = (login: Members): string | undefined => {
    const { Name, NameType, Elements } = objectOf(login['Key'])
    const { AuthenticationToken } = objectOf(Elements)
    const token = NameType === 'Token' || NameType === 3 ? Name : AuthenticationToken
    if (typeof token === 'string') return tokens.find(token)?.user
    return typeof Name === 'string' ? Name : undefined
  }
  const refusal = (protocol: string | undefined) => {
    if (stopped || !wishes.accepting$.value.webSocket) return { status: 0, body: '' }
    return protocol === undefined ? { status: 400, body: 'Unknown or missing sub-protocol.' } : undefined
  }
  const connect = ({ protocols: offered, deliver }: Upgrade) => {
    const protocol = offered.find((one) => protocols.includes(one))
    const refused = refusal(protocol)
    if (refused || protocol === undefined) return refused ?? { status: 400, body: '' }
    const number = ++count
    const connection = replayConnection({
      number,
      protocol,
      script: scripts[(number - 1) % scripts.length] ?? indexRecording({ lines: [] }),
      speed,
      deliver,
      userOf,
      onFrame: (from, masked) => {
        recorder.log(() => ({ connection: number, from, frame: masked() }))
      },
      onEnd: (code, reason) => {
        connections.delete(number)
        recorder.log(() => ({ connection: number, close: { code, reason } }))
      },
    })
    connections.set(number, connection)
    return connection
  }
  const drop = (): void => {
    for (const connection of [...connections.values()]) connection.cut()
  }
  return {
    http: createHttpService({ settings, wishes, tokens, machines }, recorder),
    connect,
    accepting$: wishes.accepting$.asObservable(),
    log$: recorder.log$,
    announce: (listening) => {
      recorder.log(() => ({ listening }))
    },
    drop,
    stop: () => {
      stopped = true
      drop()
      wishes.accepting$.complete()
      recorder.end()
    },
  }
}
