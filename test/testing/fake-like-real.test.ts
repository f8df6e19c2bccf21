import { BehaviorSubject, type Observable, Subject, concat, defer, of } from 'rxjs'
import { describe, expect, it } from 'vitest'
import type { Consumer, Fields, ItemEvent, ItemOptions, ItemRequest, NamedEvent } from 'rx-omm'
import {
  fakeConsumer,
  refreshEvent,
  runWithSimulator,
  staleEvent,
  statusEvent,
  updateEvent,
  type Stage,
  type Watched,
} from 'rx-omm/testing'

/** What a consumer told, without what only a server can know. */
const told = ({ values, end, error }: Watched<ItemEvent>): unknown => ({
  events: values.map((event) => {
    const { type, name, stale, state } = event
    return [
      type,
      name,
      state.stream,
      state.data,
      state.code,
      stale !== false,
      'fields' in event && event.fields,
    ]
  }),
  end,
  error: (error as Error | undefined)?.message,
})

/** What told of one item among several. */
const toldMany = ({ values, end }: Watched<NamedEvent>): unknown => ({
  events: values
    .map(({ name, event }) => ({ name, type: event.type, fields: 'fields' in event && event.fields }))
    .sort((one, other) => one.name.localeCompare(other.name)),
  end,
})

/** A consumer, and what can happen to the item `EUR=`. */
interface Side extends Pick<Stage, 'watch' | 'advance'> {
  readonly consumer: Consumer
  readonly update: (fields: Fields) => void
  readonly suspect: () => void
  readonly recover: () => void
}

/** Long enough for whatever is under way. */
const aWhile = 1_000

const names = ['EUR=', 'JPY='] as const

/** The items of the simulator, played by a fake. */
const fakeSide = (fields: Readonly<Record<string, Fields>>): Omit<Side, 'watch' | 'advance'> => {
  const event$ = new Subject<ItemEvent>()
  let present = fields['EUR='] ?? {}
  const consumer = fakeConsumer({
    items: {
      'EUR=': defer(() => concat(of(refreshEvent(present)), event$)),
      'JPY=': fields['JPY='] ?? {},
    },
  })
  return {
    consumer,
    update: (changes) => {
      present = { ...present, ...changes }
      event$.next(updateEvent(changes))
    },
    suspect: () => {
      event$.next(staleEvent('stale'))
    },
    recover: () => {
      event$.next(statusEvent())
    },
  }
}

/** What the same does with the consumer of the library and with the fake. */
const both = (act: (side: Side) => unknown): readonly [real: unknown, fake: unknown] =>
  runWithSimulator(({ consumer, simulator, watch, advance }) => {
    // The items of the fake have the fields that those of the simulator have.
    const images = watch(consumer.items(names, { snapshot: true }))
    advance(aWhile)
    const fields = Object.fromEntries(
      images.values.map(({ name, event }) => [name, event.type === 'refresh' ? event.fields : {}]),
    )
    const fake = { ...fakeSide(fields), watch, advance }
    const real: Side = {
      consumer,
      watch,
      advance,
      update: (changes) => {
        simulator.updateItem('EUR=', changes)
      },
      suspect: () => {
        simulator.suspectItem('EUR=')
      },
      recover: () => {
        simulator.itemStatus('EUR=', { stream: 'Open', data: 'Ok' })
      },
    }
    return [act(real), act(fake)]
  })

const sameInBoth = (act: (side: Side) => unknown): void => {
  const [real, fake] = both(act)
  expect(fake).toEqual(real)
}

describe('a fake consumer differs from a real one', () => {
  const asking: readonly (readonly [string, (consumer: Consumer) => Observable<ItemEvent>])[] = [
    ['in an item', (consumer) => consumer.item('EUR=')],
    ['in a view', (consumer) => consumer.item('EUR=', { view: ['BID', 'ASK', 'NONE'] })],
    ['in a snapshot', (consumer) => consumer.item('EUR=', { snapshot: true, view: ['BID'] })],
    ['in an item that is not there', (consumer) => consumer.item('UNKNOWN.X')],
    ['in options that come later', (consumer) => consumer.item('EUR=', of({ view: ['BID'] }))],
    ['in no options at all', (consumer) => consumer.item('EUR=', of())],
  ]
  it.each(asking)('%s', (_, ask) => {
    sameInBoth(({ consumer, watch, advance, update, suspect, recover }) => {
      const seen = watch(ask(consumer))
      advance(aWhile)
      update({ BID: 2 })
      update({ HIGH_1: 3 })
      advance(aWhile)
      suspect()
      advance(aWhile)
      recover()
      advance(aWhile)
      return told(seen)
    })
  })

  it('in what a late subscriber gets', () => {
    sameInBoth(({ consumer, watch, advance, update }) => {
      const early = watch(consumer.item('EUR='))
      advance(aWhile)
      update({ BID: 2 })
      advance(aWhile)
      const late = watch(consumer.item('EUR=', { view: ['BID'] }))
      advance(aWhile)
      update({ ASK: 3 })
      advance(aWhile)
      return [told(early), told(late)]
    })
  })

  it('in a view that changes', () => {
    sameInBoth(({ consumer, watch, advance, update }) => {
      const options$ = new BehaviorSubject<ItemOptions>({ view: ['BID'] })
      const seen = watch(consumer.item('EUR=', options$))
      const views: readonly ItemOptions[] = [
        { view: ['BID', 'ASK'] },
        { view: ['BID', 'ASK'] },
        { view: ['ASK'] },
        { view: ['BID'] },
        {},
      ]
      advance(aWhile)
      views.forEach((view, index) => {
        options$.next(view)
        advance(aWhile)
        update({ BID: index + 1, ASK: index + 2 })
        advance(aWhile)
      })
      options$.complete()
      return told(seen)
    })
  })

  it('in a request that goes to another item', () => {
    sameInBoth(({ consumer, watch, advance, update }) => {
      const requests$ = new BehaviorSubject<ItemRequest>({ name: 'EUR=', view: ['BID'] })
      const seen = watch(consumer.item(requests$))
      advance(aWhile)
      requests$.next({ name: 'JPY=', view: ['BID'] })
      advance(aWhile)
      update({ BID: 2 })
      advance(aWhile)
      requests$.next({ name: 'UNKNOWN.X' })
      advance(aWhile)
      return told(seen)
    })
  })

  it('in a pause of an item', () => {
    sameInBoth(({ consumer, watch, advance, update, suspect, recover }) => {
      const pauseWhile = new BehaviorSubject(true)
      const one = watch(consumer.item('EUR=', { view: ['BID'], pauseWhile }))
      const many = watch(consumer.items(['EUR=', 'UNKNOWN.X'], { view: ['BID'], pauseWhile }))
      const changing = watch(consumer.item('EUR=', of({ view: ['BID'], pauseWhile })))
      // Of another item: one that is open gives its own image, and that stays open.
      const snapshot = watch(consumer.item('JPY=', { view: ['BID'], snapshot: true, pauseWhile }))
      advance(aWhile)
      update({ BID: 2 })
      advance(aWhile)
      suspect()
      advance(aWhile)
      recover()
      advance(aWhile)
      pauseWhile.next(false)
      advance(aWhile)
      update({ BID: 3 })
      advance(aWhile)
      pauseWhile.error(new Error('no longer known'))
      return [told(one), toldMany(many), told(changing), told(snapshot)]
    })
  })

  it('in a pause of everything', () => {
    sameInBoth(({ consumer, watch, advance, update }) => {
      const paused$ = new BehaviorSubject(false)
      const pause = watch(consumer.pauseWhile(paused$))
      const early = watch(consumer.item('EUR=', { view: ['BID'] }))
      const none = watch(consumer.items(['UNKNOWN.X']))
      advance(aWhile)
      paused$.next(true)
      const late = watch(consumer.item('EUR=', { view: ['ASK'] }))
      advance(aWhile)
      update({ BID: 2, ASK: 3 })
      advance(aWhile)
      pause.leave()
      advance(aWhile)
      update({ BID: 4, ASK: 5 })
      advance(aWhile)
      return [told(early), told(late), toldMany(none), pause.end]
    })
  })

  it('in several items', () => {
    sameInBoth(({ consumer, watch, advance, update }) => {
      const options$ = new BehaviorSubject<ItemOptions>({ view: ['BID'] })
      const several = watch(consumer.items(['EUR=', 'UNKNOWN.X', 'JPY=', 'EUR=']))
      const changing = watch(consumer.items(['EUR=', 'UNKNOWN.X'], options$))
      const none = watch(consumer.items(['UNKNOWN.X']))
      const snapshots = watch(consumer.items(['EUR=', 'JPY='], { snapshot: true }))
      advance(aWhile)
      update({ BID: 2 })
      advance(aWhile)
      options$.next({ view: ['ASK'] })
      advance(aWhile)
      return [several, changing, none, snapshots].map(toldMany)
    })
  })

  it('in the rest, and in what is left after close', () => {
    sameInBoth(({ consumer, watch, advance }) => {
      const open = watch(consumer.item('EUR='))
      const ack = watch(consumer.post({ name: 'EUR=', fields: { BID: 1 } }))
      const unheard = watch(consumer.post({ name: 'EUR=', fields: { BID: 1 }, ack: false }))
      const states = watch(consumer.state$)
      const services = watch(consumer.services$)
      const [latency, received, events] = [consumer.latency$, consumer.receive(), consumer.events$].map(
        (source) => watch<unknown>(source),
      )
      advance(aWhile)
      const before = [states.last?.status, services.last?.stale, services.last?.byName.has('ELEKTRON_DD')]
      void consumer.close()
      advance(aWhile)
      const late = watch(consumer.item('EUR='))
      return [
        [typeof ack.last?.postId, ack.values.length, ack.end, unheard.values.length, unheard.end],
        [before, services.end, latency?.end, received?.end, events?.end],
        [open.end, states.last, states.end, (late.error as Error).message],
      ]
    })
  })
})
