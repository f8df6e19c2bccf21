import { externalTokens } from 'rx-omm'
import type { Consumer, ConsumerOptions, ItemEvent } from 'rx-omm'
import { of } from 'rxjs'
import { crash } from './contender.js'
import { openConsumer } from './open-consumer.js'
import type { OpeningMeter } from './opening-meter.js'
import type { OpeningTask } from './opening-task.js'

/** As long as those that customers have. */
const value = Array.from({ length: 96 }, (_, index) => `eyJhbGci${index}O.iJSUzI1NiIs`).join('')

/** Soon: how long to wait before a new connection is no matter of speed. */
const backoff = { base: 20, cap: 20 }

/** This library, by name or with a token. */
export const openingConsumer = (task: OpeningTask): Consumer => {
  const credentials: Partial<ConsumerOptions> = task.token
    ? { login: {}, tokens: externalTokens(() => of({ value, expires_in: 3_600 })) }
    : {}
  return openConsumer(task, { backoff, ...credentials })
}

/** Counts the logins of a consumer, and its items as they become live; never what comes from its own cache. */
export const count = (consumer: Consumer, meter: OpeningMeter): ((event: ItemEvent) => void) => {
  consumer.state$.subscribe({
    next: ({ status }) => {
      if (status === 'ready') meter.loggedIn()
    },
    error: crash,
  })
  return (event) => {
    if (event.type === 'refresh' && event.stale === false && event.message !== undefined) meter.image()
  }
}
