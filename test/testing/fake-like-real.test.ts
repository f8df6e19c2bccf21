import { of } from 'rxjs'
import { describe, expect, it } from 'vitest'
import type { Consumer, ItemEvent } from 'rx-omm'
import { fakeConsumer, runWithSimulator, type Stage, type Watched } from 'rx-omm/testing'

const fields = { BID: 1.1, ASK: 1.2 }

/** What a consumer told, without what only a server can know. */
const told = ({ values, end, error }: Watched<ItemEvent>): unknown => ({
  events: values.map(({ type, name, state: { data, code }, stale }) => [
    type,
    name,
    data,
    code,
    stale !== false,
  ]),
  fields: values.map((event) => (event.type === 'status' ? [] : Object.keys(event.fields).sort())),
  end,
  error: (error as Error | undefined)?.message,
})

/** What the same does with the consumer of the library and with the fake. */
const both = (act: (consumer: Consumer, stage: Stage) => unknown): readonly [real: unknown, fake: unknown] =>
  runWithSimulator(({ consumer, ...stage }) => {
    // Its items have the fields that those of the simulator have.
    const image = stage.watch(consumer.item('EUR=', { snapshot: true }))
    stage.advance(1_000)
    const all = image.last?.type === 'refresh' ? image.last.fields : {}
    const fake = fakeConsumer({ items: { 'EUR=': { ...all, ...fields } } })
    return [act(consumer, { consumer, ...stage }), act(fake, { consumer, ...stage })]
  })

describe('a fake consumer differs from a real one', () => {
  const asking: readonly (readonly [string, (consumer: Consumer) => ReturnType<Consumer['item']>])[] = [
    ['in an item', (consumer) => consumer.item('EUR=')],
    ['in a view', (consumer) => consumer.item('EUR=', { view: ['BID', 'ASK', 'NONE'] })],
    ['in a snapshot', (consumer) => consumer.item('EUR=', { snapshot: true, view: ['BID'] })],
    ['in an item that is not there', (consumer) => consumer.item('UNKNOWN.X')],
    ['in options that come later', (consumer) => consumer.item('EUR=', of({ view: ['BID'] }))],
    ['in no options at all', (consumer) => consumer.item('EUR=', of())],
  ]
  it.each(asking)('%s', (_, ask) => {
    const [real, fake] = both((consumer, { watch, advance }) => {
      const seen = watch(ask(consumer))
      advance(1_000)
      return told(seen)
    })
    expect(fake).toEqual(real)
  })

  it('in several items', () => {
    const [real, fake] = both((consumer, { watch, advance }) => {
      const seen = watch(consumer.items(['EUR=', 'UNKNOWN.X', 'EUR=']))
      const none = watch(consumer.items(['UNKNOWN.X']))
      advance(1_000)
      const sorted = seen.values.map(({ name, event }) => `${name} ${event.type}`).sort()
      return [sorted, seen.end, none.values.length, none.end]
    })
    expect(fake).toEqual(real)
  })

  it('in posts, and in what is left after close', () => {
    const [real, fake] = both((consumer, { watch, advance }) => {
      const open = watch(consumer.item('EUR='))
      const ack = watch(consumer.post({ name: 'EUR=', fields: { BID: 1 } }))
      const unheard = watch(consumer.post({ name: 'EUR=', fields: { BID: 1 }, ack: false }))
      const states = watch(consumer.state$)
      advance(1_000)
      void consumer.close()
      advance(1_000)
      const late = watch(consumer.item('EUR='))
      return [
        [ack.values.length, ack.end, unheard.values.length, unheard.end],
        [open.end, states.last, states.end, (late.error as Error).message],
      ]
    })
    expect(fake).toEqual(real)
  })
})
