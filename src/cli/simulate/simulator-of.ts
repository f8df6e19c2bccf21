import { createSimulator, type Simulator, type SimulatorOptions } from '../../simulator/index.js'
import type { SimulateWish } from './options.js'

type Defined<Members> = { [Name in keyof Members]?: Exclude<Members[Name], undefined> }

/** The members that are there: an option that was not given must not hide a default. */
const defined = <Members extends object>(members: Members): Defined<Members> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Defined<Members>

/** What the arguments mean for the simulator. */
export const simulatorOptionsOf = (wish: SimulateWish): SimulatorOptions =>
  defined({
    accessTokenLife: wish['token-ttl'],
    clientTokenLife: wish['token-ttl'],
    refreshTokenLife: wish['refresh-ttl'],
    lockAfter: wish['lock-after'],
    deadEndpoints: wish['dead-endpoint'],
    echoToken: wish['echo-token'],
    updateRate: wish.rate,
    totalUpdateRate: wish['total-rate'],
    seed: wish.seed,
    services: wish.services?.map((name, index) => ({ name, id: index + 1 })),
    maxItems: wish.items,
    bookDepth: wish['book-depth'],
    customDomains: wish.domains?.map(Number),
    ignoreViews: wish['ignore-views'],
    seqNumbers: wish['seq-numbers'],
    reissueWithin: wish['reissue-within'],
    answerReissue: wish['answer-reissue'],
    exclusiveLogins: wish['exclusive-logins'],
    capabilities: wish['no-batch'] === undefined ? undefined : { SupportBatchRequests: 0 },
    pingTimeout: wish['ping-timeout'],
    latencyEvery: wish['latency-every'],
    catchUnknownJsonKeys: wish.strict,
  })

/** A simulator as the arguments want it, with what is to go wrong from the beginning. */
export const simulatorOf = (wish: SimulateWish): Simulator => {
  const simulator = createSimulator(simulatorOptionsOf(wish))
  if (wish['refuse-logins'] !== undefined) simulator.refuseLogins(wish['refuse-logins'])
  if (wish['nak-posts'] === true) simulator.nakPosts()
  if (wish.delay !== undefined) simulator.delay(wish.delay)
  return simulator
}
