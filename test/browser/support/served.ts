import {
  createSimulator,
  serveSimulator,
  type ServeOptions,
  type Simulator,
  type SimulatorOptions,
} from 'rx-omm/simulator'
import { onTestFinished } from 'vitest'

/** A simulator for one test, on a port of its own. */
export const served = async (options: SimulatorOptions = {}, serveOptions: ServeOptions = {}) => {
  const simulator = createSimulator({ updateRate: 10, ...options })
  const { httpUrl, wsUrl, close } = await serveSimulator(simulator, serveOptions)
  onTestFinished(close)
  return { simulator, httpUrl, wsUrl }
}

/** The messages about logins that a simulator got, oldest first: `Request`, or `Close`. */
export const loginsOf = ({ received }: Simulator): readonly string[] =>
  received
    .flatMap((entry) => (entry.kind === 'frame' ? entry.messages : []))
    .filter(({ Domain, Type, ID }) => Domain === 'Login' || (Type === 'Close' && ID === 1))
    .map(({ Type }) => (typeof Type === 'string' ? Type : 'Request'))
