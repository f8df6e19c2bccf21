import { defer, mergeMap, throwError, timer } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { TokenError, type ItemEvent, type NamedEvent, type Services } from '../../src/index.js'
import { observe, type Observed } from '../support/observe.js'
import { heard } from '../support/scenario-received.js'
import { play, type ScenarioOptions, type Stage } from '../support/scenario.js'

const seconds = 1_000

const base: ScenarioOptions = {
  simulator: {
    services: [
      { name: 'A', id: 1 },
      { name: 'B', id: 2 },
    ],
  },
}

interface Told {
  readonly name: string
  readonly type: ItemEvent['type']
  readonly text: string
}

const watchOn = (
  { consumer }: Stage,
  service: string | number,
  ...names: readonly string[]
): Observed<NamedEvent> => observe(consumer.items(names, { service }))

const told = ({ values }: Observed<NamedEvent>): readonly Told[] =>
  values.map(({ name, event: { type, state } }) => ({ name, type, text: state.text }))

const statuses = (observed: Observed<NamedEvent>): readonly string[] =>
  told(observed).flatMap(({ type, text }) => (type === 'status' ? [text] : []))

/** Names of the items that were asked for, in order; those of a batch one by one. */
const requests = ({ simulator }: Stage): readonly string[] =>
  heard(simulator)
    .filter(({ message }) => message['Type'] === undefined && message['Domain'] === undefined)
    .flatMap(({ message }) => (message['Key'] as { Name: string | string[] }).Name)

const directories = ({ simulator }: Stage): number =>
  heard(simulator).filter(({ message }) => message['Domain'] === 'Source').length

describe('services$', () => {
  it('opens a session, tells the services, and follows them through an outage', () => {
    play(base, (stage) => {
      const { consumer, simulator, advance } = stage
      const seen = observe(consumer.services$)
      advance(1 * seconds)
      simulator.service('A', { up: false })
      advance(1 * seconds)
      simulator.drop()
      advance(1 * seconds)
      advance(30 * seconds)
      simulator.addService({ name: 'C', id: 3 })
      advance(1 * seconds)
      const shape = ({ byName, stale }: Services): unknown => [
        [...byName].map(([name, { state }]) => [name, state.up]),
        stale !== false,
      ]
      const up = [['A', true], ['B', true]] // prettier-ignore
      const down = [['A', false], ['B', true]] // prettier-ignore
      expect(seen.values.map(shape)).toEqual([
        [up, false],
        [down, false],
        [down, true],
        [down, false],
        [[...down, ['C', true]], false],
      ])
      expect([requests(stage), directories(stage)]).toEqual([[], 2])
      seen.subscription.unsubscribe()
    })
  })

  it('closes the session when nobody is left, and completes when the consumer is closed', () => {
    play(base, (stage) => {
      const { consumer, simulator, advance } = stage
      const seen = observe(consumer.services$)
      advance(1 * seconds)
      seen.subscription.unsubscribe()
      advance(20 * seconds)
      expect(simulator.connections).toEqual([])
      const again = observe(consumer.services$)
      void consumer.close()
      expect([again.completions, again.errors]).toEqual([1, 0])
    })
  })
})

describe('items of a service', () => {
  it('cost one request for the directory, and none where no item names a service', () => {
    play(base, (stage) => {
      const unnamed = stage.watch('EUR=')
      stage.advance(1 * seconds)
      expect(directories(stage)).toBe(0)
      const named = watchOn(stage, 'A', 'JPY=', 'CHF=')
      const numbered = watchOn(stage, 2, 'JPY=')
      stage.advance(1 * seconds)
      expect(directories(stage)).toBe(1)
      expect([unnamed.live(), told(named).length, told(numbered).length]).toEqual([['EUR='], 2, 1])
    })
  })

  it('are told what they wait for, and come when it is there', () => {
    play(base, (stage) => {
      const { simulator, advance } = stage
      simulator.service('A', { up: false })
      const waits = watchOn(stage, 'A', 'EUR=')
      const unknown = watchOn(stage, 'C', 'EUR=')
      const ready = watchOn(stage, 'B', 'EUR=')
      advance(60 * seconds)
      simulator.service('A', { up: true })
      simulator.addService({ name: 'C', id: 3 })
      advance(1 * seconds)
      expect(told(waits).map(({ type, text }) => [type, text])).toEqual([
        ['status', 'service A is down'],
        ['refresh', expect.any(String)],
      ])
      expect(statuses(unknown)).toEqual(['service C is not known to the server'])
      expect([told(unknown).length, told(ready).length, stage.told('item.timeout')]).toEqual([2, 1, []])
    })
  })

  it('are asked for once when their service was removed and is added again', () => {
    play(base, (stage) => {
      const { simulator, advance } = stage
      const items = watchOn(stage, 'A', 'EUR=', 'JPY=')
      const others = watchOn(stage, 'B', 'EUR=')
      advance(1 * seconds)
      const before = requests(stage).length
      simulator.removeService('A')
      advance(60 * seconds)
      expect(requests(stage)).toHaveLength(before)
      simulator.addService({ name: 'A', id: 9 })
      advance(60 * seconds)
      expect(requests(stage).slice(before)).toEqual(['EUR=', 'JPY='])
      expect(statuses(items)).toEqual(Array(2).fill('the service for this item was lost'))
      expect(items.values.slice(-2).map(({ event }) => [event.type, event.stale])).toEqual([
        ['refresh', false],
        ['refresh', false],
      ])
      expect([told(others).length, stage.told('service.removed').length]).toEqual([1, 1])
    })
  })

  it('are asked for once, too, when the server says of each of them that it is closed for now', () => {
    const tells = { ...base.simulator, tellItemsOfRemovedService: true }
    play({ ...base, simulator: tells }, (stage) => {
      const { simulator, advance } = stage
      const items = watchOn(stage, 'A', 'EUR=')
      advance(1 * seconds)
      const before = requests(stage).length
      simulator.removeService('A')
      advance(60 * seconds)
      simulator.addService({ name: 'A', id: 1 })
      advance(60 * seconds)
      expect(requests(stage)).toHaveLength(before + 1)
      expect(items.values.at(-1)).toMatchObject({ event: { type: 'refresh', stale: false } })
    })
  })

  it('are not touched by a group status but for what the server tells them, and the event tells it', () => {
    play(base, (stage) => {
      const { simulator, advance } = stage
      const items = watchOn(stage, 'A', 'EUR=')
      advance(1 * seconds)
      simulator.service('A', {
        group: { group: 'g', status: { stream: 'Open', data: 'Suspect', text: 'g' } },
      })
      advance(1 * seconds)
      expect(stage.told('service.group-status')).toMatchObject([
        { name: 'A', group: btoa('g'), state: { text: 'g' } },
      ])
      expect([statuses(items), requests(stage).length]).toEqual([['g'], 1])
    })
  })

  it('hear the Status of their service, and only those of it', () => {
    play(base, (stage) => {
      const { simulator, advance } = stage
      const items = watchOn(stage, 'A', 'EUR=')
      const others = watchOn(stage, 'B', 'EUR=')
      const unnamed = stage.watch('JPY=')
      advance(1 * seconds)
      simulator.service('A', { status: { text: 'away' } })
      advance(1 * seconds)
      expect([statuses(items), statuses(others), unnamed.stale()]).toEqual([['away'], [], ['JPY=']])
      simulator.service('A', { status: { stream: 'ClosedRecover', text: 'lost' } })
      advance(5 * seconds)
      expect(statuses(items)).toEqual(['away', 'lost'])
      expect(items.values.at(-1)).toMatchObject({ event: { type: 'refresh', stale: false } })
      expect(unnamed.live()).toEqual(['JPY='])
    })
  })

  it('go on while their service goes down and up', () => {
    play(base, (stage) => {
      const { simulator, advance } = stage
      const items = watchOn(stage, 'A', 'EUR=')
      advance(1 * seconds)
      for (const up of [false, true, false, true]) {
        simulator.service('A', { up, accepting: up })
        advance(1 * seconds)
      }
      simulator.updateItem('EUR=', { BID: 5 })
      advance(1 * seconds)
      expect(told(items).map(({ type }) => type)).toEqual(['refresh', 'update'])
      expect(stage.told('service.state')).toHaveLength(4)
    })
  })

  it('never ask a server for more at a time than its OpenWindow', () => {
    play(base, (stage) => {
      const { simulator, advance } = stage
      simulator.service('A', { openWindow: 1 })
      const names = Array.from({ length: 20 }, (_, index) => `I${index}`)
      const items = watchOn(stage, 'A', ...names)
      advance(5 * seconds)
      expect(told(items).map(({ type }) => type)).toEqual(Array(20).fill('refresh'))
      expect(requests(stage)).toEqual(names)
    })
  })

  it('end with service-unavailable after the time of the options, if there is one', () => {
    play({ ...base, consumer: { timeouts: { service: 20_000 } } }, (stage) => {
      const { consumer, simulator, advance } = stage
      simulator.service('A', { accepting: false })
      const item = observe(consumer.item('EUR=', { service: 'A' }))
      advance(19 * seconds)
      expect(item.errors).toBe(0)
      advance(2 * seconds)
      expect(item.error).toMatchObject({ code: 'service-unavailable' })
    })
  })

  it('stay as they are when the server ends the directory, which is asked for again', () => {
    play(base, (stage) => {
      const { simulator, advance } = stage
      const items = watchOn(stage, 'A', 'EUR=')
      advance(1 * seconds)
      simulator.closeDirectory()
      advance(5 * seconds)
      simulator.removeService('A')
      advance(1 * seconds)
      expect([directories(stage), statuses(items)]).toEqual([2, ['the service for this item was lost']])
    })
  })

  it('wait for the directory of each session anew', () => {
    play(base, (stage) => {
      const { simulator, advance } = stage
      const items = watchOn(stage, 'A', 'EUR=', 'JPY=')
      advance(1 * seconds)
      simulator.service('A', { up: false })
      simulator.drop()
      advance(60 * seconds)
      const before = requests(stage).length
      simulator.service('A', { up: true })
      advance(1 * seconds)
      expect(requests(stage).slice(before)).toEqual(['EUR=', 'JPY='])
      expect(items.values.at(-1)).toMatchObject({ event: { type: 'refresh', stale: false } })
    })
  })
})

describe('whoever asks anew in answer to a failure', () => {
  it('is served, be it for items, services or both', () => {
    play(base, (stage) => {
      const { tokens, another, advance } = stage
      let attempts = 0
      const refused = new TokenError('credentials-refused', 'no')
      const consumer = another({
        tokens: defer(() =>
          attempts++ === 0 ? timer(10).pipe(mergeMap(() => throwError(() => refused))) : tokens.token$,
        ),
      })
      const again: (Observed<Services> | Observed<ItemEvent>)[] = []
      consumer.services$.subscribe({ error: () => again.push(observe(consumer.services$)) })
      consumer.item('EUR=').subscribe({ error: () => again.push(observe(consumer.item('EUR='))) })
      advance(1 * seconds)
      expect(again.map(({ values, errors }) => [values.length > 0, errors])).toEqual([
        [true, 0],
        [true, 0],
      ])
    })
  })
})
