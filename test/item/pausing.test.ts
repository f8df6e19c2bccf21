import { BehaviorSubject, NEVER, Subject, of, throwError } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { ConnectionError } from '../../src/errors.js'
import { withItems } from '../support/item-bench.js'
import { observe } from '../support/observe.js'
import { refresh, status, update } from '../support/server-messages.js'

const lost = new ConnectionError('connection-lost', 'the connection was lost')
const types = (values: readonly { readonly type: string }[]): string[] => values.map(({ type }) => type)

describe('a subscriber that is paused', () => {
  it('gets statuses and no content, and the image as it is when it goes on, while others keep the stream live', () => {
    withItems(({ open, session, advance }) => {
      const pause = new BehaviorSubject(false)
      const { id } = open('EUR=')
      const paused = open('EUR=', { pauseWhile: pause })
      session.receive(refresh(id, { BID: 1, ASK: 1 }))
      pause.next(true)
      session.receive(update(id, { BID: 2 }), status(id, 'Open', 'Suspect'), status(id, 'Open', 'Ok'))
      session.receive(refresh(id, { BID: 3, ASK: 1 }))
      expect(types(paused.values)).toEqual(['refresh', 'status', 'status'])
      pause.next(false)
      expect(paused.values[3]).toMatchObject({ type: 'refresh', fields: { BID: 3, ASK: 1 } })
      session.receive(update(id, { BID: 4 }))
      expect(types(paused.values)).toHaveLength(5)
      advance(0)
      expect(session.requests()).toHaveLength(1)
    })
  })

  it('is paused upstream when it is the only one, and gets a refresh when it goes on', () => {
    withItems(({ open, session, advance }) => {
      const pause = new Subject<boolean>()
      const { id, values } = open('EUR=', {
        pauseWhile: pause,
        view: ['BID'],
        priority: { class: 2, count: 3 },
      })
      session.receive(refresh(id, { BID: 1 }))
      pause.next(true)
      pause.next(true)
      advance(0)
      const reissue = {
        ID: id,
        Key: { Name: 'EUR=' },
        Priority: { Class: 2, Count: 3 },
        KeyInUpdates: false,
        View: ['BID'],
      }
      expect(session.requests()[1]).toEqual({ ...reissue, Refresh: false, Pause: true })
      // Best effort: updates may go on.
      session.receive(update(id, { BID: 2 }))
      expect(values).toHaveLength(1)
      pause.next(false)
      advance(0)
      expect(session.requests()[2]).toEqual(reissue)
      // Old news still on the way, and the subscriber cannot know how old.
      session.receive(update(id, { BID: 3 }))
      expect(values).toHaveLength(1)
      session.receive(refresh(id, { BID: 9 }))
      expect(values[1]).toMatchObject({ type: 'refresh', fields: { BID: 9 } })
      expect(session.requests()).toHaveLength(3)
    })
  })

  it('from the start asks so, gets its first image, and then nothing', () => {
    withItems(({ open, session }) => {
      const { id, values } = open('EUR=', { pauseWhile: of(true) })
      expect(session.requests()).toMatchObject([{ Pause: true }])
      session.receive(
        refresh(id, { A: 1 }, { Complete: false }),
        update(id, { C: 1 }),
        refresh(id, { B: 1 }),
        update(id, { B: 2 }),
        refresh(id, { B: 3 }),
      )
      expect(values).toMatchObject([
        { type: 'refresh', complete: false },
        { type: 'update' },
        { type: 'refresh', complete: true },
      ])
    })
  })

  it('and goes on within the same tick costs nothing upstream', () => {
    withItems(({ open, session, advance }) => {
      const pause = new Subject<boolean>()
      const { id, values } = open('EUR=', { pauseWhile: pause })
      session.receive(refresh(id))
      pause.next(true)
      pause.next(false)
      advance(0)
      expect(session.requests()).toHaveLength(1)
      expect(types(values)).toEqual(['refresh', 'refresh'])
    })
  })

  it('gets a newcomer of its item going: one that is not paused resumes the stream', () => {
    withItems(({ open, session }) => {
      const { id, values } = open('EUR=', { pauseWhile: of(true) })
      session.receive(refresh(id, { BID: 1 }))
      const late = open('EUR=')
      // What is kept is as old as the pause.
      expect(late.values).toEqual([])
      expect(session.requests()[1]).not.toHaveProperty('Pause')
      expect(session.requests()[1]).not.toHaveProperty('Refresh')
      session.receive(refresh(id, { BID: 2 }), update(id, { BID: 3 }))
      expect(late.values).toHaveLength(2)
      expect(values).toHaveLength(1)
    })
  })

  it('joining a paused stream gets a first image, and the stream stays paused', () => {
    withItems(({ open, session }) => {
      const { id } = open('EUR=', { pauseWhile: of(true) })
      session.receive(refresh(id, { BID: 1 }))
      const late = open('EUR=', { pauseWhile: of(true) })
      expect(session.requests()[1]).toMatchObject({ Pause: true })
      expect(session.requests()[1]).not.toHaveProperty('Refresh')
      session.receive(refresh(id, { BID: 2 }), update(id, { BID: 3 }))
      expect(late.values).toMatchObject([{ type: 'refresh', fields: { BID: 2 } }])
    })
  })

  it('resumed before its first image has been told of gets another: what changed in between never comes', () => {
    withItems(({ open, items, session, advance }) => {
      const eur = open('EUR=', { pauseWhile: of(true) })
      observe(items.item('EUR=', {}))
      session.receive(refresh(eur.id))
      advance(0)
      expect(session.requests()).toHaveLength(2)
      expect(session.requests()[1]).not.toHaveProperty('Pause')
      expect(session.requests()[1]).not.toHaveProperty('Refresh')
    })
  })

  it('pauses the stream when the last that was not leaves', () => {
    withItems(({ open, session, advance }) => {
      const { id } = open('EUR=', { pauseWhile: of(true) })
      const live = open('EUR=')
      session.receive(refresh(id))
      live.subscription.unsubscribe()
      advance(0)
      expect(session.requests().at(-1)).toMatchObject({ Pause: true, Refresh: false })
    })
  })

  it('is only kept quiet where the server cannot pause', () => {
    withItems(
      ({ open, session, advance }) => {
        const pause = new BehaviorSubject(true)
        const { id, values } = open('EUR=', { pauseWhile: pause })
        session.receive(refresh(id, { BID: 1 }), update(id, { BID: 2 }))
        pause.next(false)
        advance(0)
        expect(session.requests()).toHaveLength(1)
        expect(session.requests()[0]).not.toHaveProperty('Pause')
        expect(values).toMatchObject([{ fields: { BID: 1 } }, { type: 'refresh', fields: { BID: 2 } }])
      },
      { login: { pauseResume: false } },
    )
  })

  it('gets a refresh by a reissue where nothing is kept', () => {
    withItems(({ open, session, advance }) => {
      const pause = new BehaviorSubject(false)
      const { id } = open('EUR=', { cache: false })
      const paused = open('EUR=', { cache: false, pauseWhile: pause })
      session.receive(refresh(id))
      pause.next(true)
      pause.next(false)
      advance(0)
      expect(session.requests()).toHaveLength(2)
      session.receive(update(id))
      expect(paused.values).toHaveLength(1)
      session.receive(refresh(id, { BID: 7 }))
      expect(paused.values[1]).toMatchObject({ fields: { BID: 7 } })
    })
  })

  it('stays paused over an outage, hears when it is over, and gets a refresh when it goes on', () => {
    withItems(({ items, open, session, serving, serve, advance }) => {
      const pause = new BehaviorSubject(false)
      const { id, values } = open('EUR=', { pauseWhile: pause })
      session.receive(refresh(id))
      pause.next(true)
      advance(0)
      serving.unsubscribe()
      items.outage(lost)
      const next = serve()
      advance(0)
      expect(next.session.requests()).toMatchObject([{ Pause: true }])
      const newId = next.session.idOf('EUR=')
      next.session.receive(refresh(newId, { BID: 5 }))
      expect(values).toMatchObject([
        { type: 'refresh' },
        { type: 'status' },
        { type: 'status', stale: false },
      ])
      pause.next(false)
      advance(0)
      next.session.receive(refresh(newId, { BID: 6 }))
      expect(values[3]).toMatchObject({ type: 'refresh', fields: { BID: 6 } })
      next.serving.unsubscribe()
    })
  })

  it('stays as it is when what decides ends, or fails', () => {
    withItems(({ open, session, advance }) => {
      const pause = new BehaviorSubject(true)
      const one = open('A', { pauseWhile: pause })
      const other = open('B', { pauseWhile: throwError(() => new Error('a mistake of the application')) })
      session.receive(refresh(one.id), refresh(other.id))
      pause.complete()
      session.receive(update(one.id), update(other.id))
      advance(0)
      expect(one.values).toHaveLength(1)
      expect(other).toMatchObject({ errors: 0, values: { length: 2 } })
    })
  })

  it('gets its snapshot all the same, and the server is not asked to pause it', () => {
    withItems(({ open, session }) => {
      const shot = open('EUR=', { snapshot: true, pauseWhile: of(true) })
      expect(session.requests()[0]).not.toHaveProperty('Pause')
      session.receive(refresh(shot.id, {}, { State: { Stream: 'NonStreaming', Data: 'Ok' } }))
      expect(shot).toMatchObject({ completions: 1, values: { length: 1 } })
    })
  })

  it('lets go of what decides when it leaves', () => {
    withItems(({ open, items }) => {
      const pause = new Subject<boolean>()
      const one = open('A', { pauseWhile: pause })
      const several = observe(items.many(['A', 'B'], { pauseWhile: pause }))
      one.subscription.unsubscribe()
      several.subscription.unsubscribe()
      expect(pause.observed).toBe(false)
    })
  })

  it('among several items pauses all of them, and those that have ended say nothing when it goes on', () => {
    withItems(({ items, session, advance }) => {
      const pause = new Subject<boolean>()
      const seen = observe(items.many(['A', 'B'], { pauseWhile: pause }))
      const other = observe(items.item('A', {}))
      advance(0)
      session.receive(refresh(3), refresh(4))
      pause.next(true)
      session.receive(update(3), update(4), status(4, 'Closed', 'Suspect', 'NotFound'))
      expect(seen.values.map(({ name, event }) => `${name} ${event.type}`)).toEqual([
        'A refresh',
        'B refresh',
        'B status',
      ])
      pause.next(false)
      advance(0)
      expect(seen.values.slice(3)).toMatchObject([{ name: 'A', event: { type: 'refresh' } }])
      expect(other.values).toHaveLength(2)
    })
  })
})

describe('a pause of everything', () => {
  it('goes by the login, and ends with a refresh for every item', () => {
    withItems(({ items, open, session, advance }) => {
      const pause = new Subject<boolean>()
      const one = open('A')
      const other = open('B', { view: ['BID'] })
      session.receive(refresh(one.id), refresh(other.id))
      items.pauseWhile(pause).subscribe()
      pause.next(true)
      advance(0)
      expect(session.pauses).toEqual([true])
      expect(session.requests()).toHaveLength(2)
      session.receive(update(one.id), status(other.id, 'Open', 'Ok'))
      expect(types(one.values)).toEqual(['refresh'])
      expect(types(other.values)).toEqual(['refresh', 'status'])
      const meanwhile = open('C')
      expect(session.requests()[2]).toMatchObject({ Key: { Name: 'C' }, Pause: true })
      session.receive(refresh(meanwhile.id), update(meanwhile.id))
      expect(types(meanwhile.values)).toEqual(['refresh'])
      pause.next(false)
      advance(0)
      expect(session.pauses).toEqual([true, false])
      const resumed = session.requests().slice(3)
      expect(resumed).toMatchObject([{ ID: one.id }, { ID: other.id, View: ['BID'] }, { ID: meanwhile.id }])
      for (const request of resumed) {
        expect(request).not.toHaveProperty('Pause')
        expect(request).not.toHaveProperty('Refresh')
      }
      session.receive(update(one.id), refresh(one.id, { BID: 8 }))
      expect(one.values.slice(1)).toMatchObject([{ type: 'refresh', fields: { BID: 8 } }])
    })
  })

  it('ends when the last of several says so, and when it is left', () => {
    withItems(({ items, session }) => {
      const one = items.pauseWhile(of(true)).subscribe()
      const two = items.pauseWhile(new BehaviorSubject(true)).subscribe()
      expect(session.pauses).toEqual([true])
      one.unsubscribe()
      expect(session.pauses).toEqual([true])
      two.unsubscribe()
      expect(session.pauses).toEqual([true, false])
    })
  })

  it('ends with the error of what decides, and tells it', () => {
    withItems(({ items, session }) => {
      const pause = new BehaviorSubject(true)
      const seen = observe(items.pauseWhile(pause))
      pause.error(new Error('no more'))
      expect(seen.errors).toBe(1)
      expect(session.pauses).toEqual([true, false])
    })
  })

  it('does not wake the consumer', () => {
    withItems(({ items }) => {
      const busy = observe(items.busy$)
      items.pauseWhile(NEVER).subscribe()
      items.pauseWhile(of(true)).subscribe()
      expect(busy.values).toEqual([false])
    })
  })

  it('is told to a session that begins during it', () => {
    withItems(({ items, serving, serve, advance, open }) => {
      open('A')
      items.pauseWhile(of(true)).subscribe()
      serving.unsubscribe()
      items.outage(lost)
      const next = serve()
      advance(0)
      expect(next.session.pauses).toEqual([true])
      expect(next.session.requests()).toMatchObject([{ Pause: true }])
      next.serving.unsubscribe()
    })
  })

  it('that ends as a subscriber pauses by itself pauses that one again', () => {
    withItems(({ open, items, session, advance }) => {
      const everything = new BehaviorSubject(false)
      observe(items.pauseWhile(everything))
      const itself = new BehaviorSubject(false)
      const eur = open('EUR=', { pauseWhile: itself })
      session.receive(refresh(eur.id))
      everything.next(true)
      advance(0)
      everything.next(false)
      itself.next(true)
      advance(0)
      expect(session.pauses).toEqual([true, false])
      expect(session.requests().at(-1)).toMatchObject({ ID: eur.id, Pause: true })
    })
  })

  it('does not end the pause of a single subscriber', () => {
    withItems(({ items, open, session, advance }) => {
      const all = new Subject<boolean>()
      const { id, values } = open('A', { pauseWhile: of(true) })
      session.receive(refresh(id))
      items.pauseWhile(all).subscribe()
      all.next(true)
      all.next(false)
      advance(0)
      // The login may have resumed it with the others.
      expect(session.requests().slice(1)).toMatchObject([{ ID: id, Pause: true, Refresh: false }])
      session.receive(refresh(id), update(id))
      expect(values).toHaveLength(1)
    })
  })

  it('of a reissue in between keeps the pause', () => {
    withItems(({ items, open, session }) => {
      const { id } = open('A', { view: ['BID'] })
      session.receive(refresh(id))
      items.pauseWhile(of(true)).subscribe()
      open('A', { view: ['ASK'] })
      expect(session.requests()[1]).toMatchObject({ View: ['BID', 'ASK'], Pause: true })
    })
  })

  it('ends without asking for anything where the server cannot pause', () => {
    withItems(
      ({ items, open, session, advance }) => {
        const pause = new BehaviorSubject(true)
        const { id, values } = open('A')
        session.receive(refresh(id, { BID: 1 }))
        items.pauseWhile(pause).subscribe()
        session.receive(update(id, { BID: 2 }))
        pause.next(false)
        advance(0)
        expect(session.requests()).toHaveLength(1)
        expect(session.pauses).toEqual([])
        expect(values).toMatchObject([{ type: 'refresh' }, { type: 'refresh', fields: { BID: 2 } }])
      },
      { login: { pauseResume: false } },
    )
  })

  it('ends in steps of the outstanding window, so that not all refreshes come at once', () => {
    withItems(
      ({ items, session, advance }) => {
        const names = Array.from({ length: 25 }, (_, index) => `N${index}`)
        const answered = new Set<number>()
        const answer = (): number => {
          const due = session
            .requests()
            .flatMap(({ ID, Key }) =>
              Array.isArray(Key.Name) ? Key.Name.map((_, index) => ID + 1 + index) : [ID],
            )
          const open = due.filter((id) => !answered.has(id))
          for (const id of open) answered.add(id)
          session.receive(...open.map((id) => refresh(id)))
          return open.length
        }
        const seen = observe(items.many(names, {}))
        for (let round = 0; round < 10; round++) {
          advance(0)
          answer()
        }
        expect(seen.values).toHaveLength(25)
        const pause = new BehaviorSubject(true)
        items.pauseWhile(pause).subscribe()
        pause.next(false)
        answered.clear()
        const before = session.requests().length
        const steps: number[] = []
        for (let round = 0; round < 10; round++) {
          const sent = session.requests().length
          advance(0)
          const reissued = session.requests().slice(sent)
          steps.push(reissued.length)
          session.receive(...reissued.map(({ ID }) => refresh(ID)))
        }
        expect(Math.max(...steps)).toBeLessThanOrEqual(10)
        expect(session.requests().length - before).toBe(25)
        expect(seen.values).toHaveLength(50)
      },
      { pacing: { batchSize: 500, outstanding: 10 } },
    )
  })
})
