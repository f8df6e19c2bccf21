import { now } from './clock.js'
import { createHttpService } from './http/http-service.js'
import { createMachines } from './http/machines.js'
import { createTokenStore } from './http/token-store.js'
import { createRecorder } from './log/recorder.js'
import type { Change } from './market/content.js'
import { createMarket, type MarketItem } from './market/market.js'
import { createPace } from './market/pace.js'
import type { SimulatorOptions } from './options.js'
import { accept } from './session/accept.js'
import { createItemMessages } from './session/item-messages.js'
import { createServices } from './session/live-service.js'
import type { Session } from './session/session.js'
import type { SessionWorld } from './session/world.js'
import { readSettings } from './settings.js'
import type { ConnectionView, Simulator } from './simulator.js'
import { connectionVerbs } from './verbs/connection-verbs.js'
import { dictionaryVerbs } from './verbs/dictionary-verbs.js'
import { itemVerbs } from './verbs/item-verbs.js'
import { loginVerbs } from './verbs/login-verbs.js'
import { messageVerbs } from './verbs/message-verbs.js'
import { newsVerbs } from './verbs/news-verbs.js'
import { serviceVerbs } from './verbs/service-verbs.js'
import { tokenVerbs } from './verbs/token-verbs.js'
import { createWishes } from './wishes.js'

const viewOf = ({ number, protocol, login, loginState, streams, latency }: Session): ConnectionView => ({
  number,
  protocol,
  login: loginState,
  ...(login ? { user: login.user } : {}),
  ...(login?.token ? { token: login.token.value } : {}),
  streams: new Map([...streams.values()].map(({ name, id }) => [name, id])),
  latency: { sent: latency.sent, echoed: latency.echoed, wrong: latency.wrong, last: latency.last },
})

/**
 * Makes a simulator: token service, service discovery and a `tr_json2` server in memory. Nothing runs before
 * the first client comes; {@link Simulator.stop} ends everything.
 *
 * @example
 * ```ts
 * import { createSimulator, inMemory } from 'rx-omm/simulator'
 *
 * const simulator = createSimulator({ accessTokenLife: 60 })
 * const { http, webSocket } = inMemory(simulator) // to be injected into a consumer
 * simulator.refuseRefreshGrant({ times: 1 })
 * simulator.stop()
 * export { http, webSocket }
 * ```
 */
export const createSimulator = (options: SimulatorOptions = {}): Simulator => {
  const settings = readSettings(options)
  const wishes = createWishes(settings.dictionary)
  const recorder = createRecorder(settings.maxReceived)
  const tokens = createTokenStore(settings.seed)
  const machines = createMachines(settings.machines)
  const market = createMarket(settings, () => (wishes.storySpoilt.take() ? wishes.storyFault : undefined))
  const messages = createItemMessages(settings)
  const sessions = new Map<number, Session>()
  let connections = 0
  let stopped = false

  const move = (item: MarketItem): void => {
    if (item.service.suspect) return
    const change = item.next(now())
    for (const { item: record, change: links } of market.chainMoves(item)) tell(record, links)
    if (change) tell(item, change)
  }
  const tell = (item: MarketItem, change: Change): void => {
    item.sequence++
    // An image has no story in it, and would take the place of a fragment.
    const refresh =
      settings.refreshEvery > 0 && item.sequence % settings.refreshEvery === 0 && item.publish === undefined
    for (const stream of item.streams)
      // A client that is slow or paused is better served with what changed.
      if (refresh && !stream.waiting && !stream.paused && !stream.session.outbox.congested())
        messages.refresh(stream, item, { solicited: false })
      else messages.update(stream, item, change)
  }
  const full = (): boolean => [...sessions.values()].every(({ outbox }) => outbox.congested())
  const pace = createPace({ settings, move, full })
  const world: SessionWorld = {
    settings,
    wishes,
    recorder,
    tokens,
    market,
    pace,
    messages,
    sessions,
    services: createServices(settings.services),
  }

  return {
    ...connectionVerbs(world),
    ...tokenVerbs(world),
    ...loginVerbs(world),
    ...itemVerbs(world),
    ...serviceVerbs(world),
    ...messageVerbs(world),
    ...dictionaryVerbs(world),
    ...newsVerbs(world),
    clear: () => {
      wishes.clear()
    },
    http: createHttpService({ settings, wishes, tokens, machines }, recorder),
    connect: (upgrade) => {
      if (stopped) return { status: 0, body: '' }
      const answer = accept(world, upgrade, connections + 1)
      if ('protocol' in answer) connections++
      return answer
    },
    received: recorder.received,
    get receivedDropped() {
      return recorder.dropped()
    },
    get connections() {
      return [...sessions.values()].map(viewOf)
    },
    log$: recorder.log$,
    accepting$: wishes.accepting$.asObservable(),
    announce: (listening) => {
      recorder.log(() => ({ listening }))
    },
    stop: () => {
      stopped = true
      pace.stop()
      for (const { outbox } of [...sessions.values()]) outbox.close()
      wishes.accepting$.complete()
      recorder.end()
    },
  }
}
