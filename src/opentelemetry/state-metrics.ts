import type { Attributes, BatchObservableCallback, Meter } from '@opentelemetry/api'
import type { ConsumerEvent } from '../consumer/consumer-event.js'
import type { ConsumerState } from '../consumer/consumer-state.js'
import type { ItemCounts } from '../item/item-counts.js'
import type { Clock } from '../time/clock.js'

/** What is measured when somebody looks. */
export interface StateMetrics {
  readonly event: (event: ConsumerEvent) => void
  readonly state: (state: ConsumerState) => void
  readonly stop: () => void
}

/** When the newest token ends, where an event tells. */
const expiryIn = (event: ConsumerEvent): number | undefined => {
  switch (event.event) {
    case 'token.acquired':
    case 'token.renewed':
      return event.expiresAt
    // Tokens of an application's own stream are told of by the logins alone.
    case 'login.accepted':
    case 'login.reissued':
      return event.tokenExpiresAt
    default:
      return undefined
  }
}

/** Tells where a consumer stands, how long it stood where, how long its token lasts, and how its items are. */
export const stateMetrics = (
  meter: Meter,
  common: Attributes,
  clock: Clock,
  itemCounts: () => ItemCounts,
): StateMetrics => {
  const up = meter.createObservableGauge('rx_omm.session.up', {
    unit: '1',
    description: '1 while the consumer is logged in, else 0',
  })
  const time = meter.createObservableCounter('rx_omm.consumer.time', {
    unit: 's',
    description: 'Time that the consumer was in each state',
  })
  const expiry = meter.createObservableGauge('rx_omm.token.expires_in', {
    unit: 's',
    description: 'Time until the newest token ends; negative when it has',
  })
  const items = meter.createObservableUpDownCounter('rx_omm.items.open', {
    unit: '{item}',
    description: 'Open items, by how they are',
  })
  const observed = [up, time, expiry, items]
  const spent = new Map<ConsumerState['status'], number>()
  let status: ConsumerState['status'] | undefined
  let since = clock()
  let expiresAt: number | undefined

  const settle = (): void => {
    const now = clock()
    // A clock may be set back, and a counter must not go down.
    if (status !== undefined) spent.set(status, (spent.get(status) ?? 0) + Math.max(0, now - since))
    since = now
  }
  const observe: BatchObservableCallback = (result) => {
    settle()
    result.observe(up, status === 'ready' ? 1 : 0, common)
    for (const [state, milliseconds] of spent) {
      result.observe(time, milliseconds / 1000, { ...common, 'rx_omm.consumer.state': state })
    }
    if (expiresAt !== undefined) result.observe(expiry, (expiresAt - clock()) / 1000, common)
    const counts = itemCounts()
    for (const state of ['live', 'stale', 'waiting'] as const) {
      result.observe(items, counts[state], { ...common, 'rx_omm.item.state': state })
    }
  }
  meter.addBatchObservableCallback(observe, observed)

  return {
    event: (event) => {
      expiresAt = expiryIn(event) ?? expiresAt
    },
    state: (state) => {
      settle()
      status = state.status
    },
    stop: () => {
      meter.removeBatchObservableCallback(observe, observed)
    },
  }
}
