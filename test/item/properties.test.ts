import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toImage } from '../../src/operators/to-image.js'
import type { ClientMessage } from '../../src/wire/messages.js'
import { utf8Length } from '../../src/wire/utf8-length.js'
import { withItems } from '../support/item-bench.js'
import { observe } from '../support/observe.js'
import { errorMessage, refresh, status, update } from '../support/server-messages.js'

/** Keeps the server's books: which ids are in use, and whether the client keeps to the rules. */
const strictServer = (maxBytes: number) => {
  const open = new Map<number, string>()
  const used = new Set<number>([1])
  const batches = new Map<number, number[]>()
  const take = (id: number, name: string): void => {
    expect(used.has(id), `id ${id} is used once`).toBe(false)
    used.add(id)
    open.set(id, name)
  }
  return {
    open,
    batches,
    accept: (message: ClientMessage): void => {
      expect(utf8Length(JSON.stringify(message))).toBeLessThanOrEqual(maxBytes)
      if ('Key' in message) {
        const { Name } = message.Key
        if (Array.isArray(Name)) {
          expect(used.has(message.ID)).toBe(false)
          used.add(message.ID)
          ;(Name as string[]).forEach((name, index) => {
            take(message.ID + 1 + index, name)
          })
          batches.set(
            message.ID,
            (Name as string[]).map((_, index) => message.ID + 1 + index),
          )
        } else if (open.has(message.ID)) {
          expect(open.get(message.ID), 'a reissue repeats the key').toBe(Name)
        } else {
          take(message.ID, Name as string)
        }
      } else if ('ID' in message) {
        for (const id of [message.ID].flat())
          expect(open.delete(id), `close of open id ${String(id)}`).toBe(true)
      }
    },
  }
}

const number = fc.integer({ min: 0, max: 11 })
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('open' as const), number }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('leave' as const), number }) },
  fc.record({ do: fc.constant('many' as const), number }),
  fc.record({ do: fc.constant('view' as const), number }),
  { weight: 4, arbitrary: fc.record({ do: fc.constant('answer' as const), number }) },
  fc.record({ do: fc.constant('end' as const), number }),
  fc.record({ do: fc.constant('recover' as const), number }),
  fc.record({ do: fc.constant('error' as const), number }),
  fc.record({ do: fc.constant('refuse batch' as const), number }),
  fc.record({ do: fc.constant('batch error' as const), number }),
  fc.record({ do: fc.constant('late' as const), number }),
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), number }) },
)

describe('requests and closes', () => {
  it('never use an id twice, never exceed the size, and close what is open exactly once (any interleaving)', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 60 }),
        fc.boolean(),
        fc.boolean(),
        (steps, batchClose, batchRequests) => {
          const maxMsgSize = 160
          withItems(
            ({ items, session, advance }) => {
              const server = strictServer(maxMsgSize)
              const problems: unknown[] = []
              session.onSend = (message) => {
                try {
                  server.accept(message)
                } catch (problem) {
                  problems.push(problem)
                }
              }
              const subscriptions: (() => void)[] = []
              const answered = new Set<number>()
              const ids = (): number[] => [...server.open.keys()]
              const pick = (from: readonly number[], index: number): number | undefined =>
                from[index % from.length]
              const name = (index: number): string => `Näme-${index}`.padEnd(index * 6, 'ö')
              for (const { do: what, number: index } of steps) {
                const id = pick(ids(), index)
                const batch = pick([...server.batches.keys()], index)
                if (what === 'open') {
                  const one = observe(items.item(name(index), {}))
                  subscriptions.push(() => {
                    one.subscription.unsubscribe()
                  })
                } else if (what === 'view') {
                  const one = observe(items.item(name(index % 4), { view: [`F${index}`] }))
                  subscriptions.push(() => {
                    one.subscription.unsubscribe()
                  })
                } else if (what === 'many') {
                  const some = observe(
                    items.many([name(0), name(index), name(index + 1), name(index + 2)], {}),
                  )
                  subscriptions.push(() => {
                    some.subscription.unsubscribe()
                  })
                } else if (what === 'leave') {
                  subscriptions.splice(index % (subscriptions.length + 1), 1)[0]?.()
                  // What the server ends before our close is out would be closed twice.
                  advance(0)
                } else if (what === 'wait') {
                  advance([0, 0, 0, 1, 500, 1_000, 2_000, 5_000, 15_000, 16_000, 60_000, 0][index]!)
                } else if (what === 'late') {
                  session.receive(
                    refresh(index + 2_000),
                    status(index + 2_000, 'Closed', 'Ok'),
                    errorMessage(index + 2_000),
                  )
                } else if (what === 'error' && id !== undefined && !answered.has(id)) {
                  server.open.delete(id)
                  session.receive(errorMessage(id))
                } else if (what === 'answer' && id !== undefined) {
                  answered.add(id)
                  session.receive(refresh(id), update(id))
                } else if (what === 'end' && id !== undefined) {
                  server.open.delete(id)
                  session.receive(status(id, 'Closed', 'Suspect', 'NotFound'))
                } else if (what === 'recover' && id !== undefined) {
                  server.open.delete(id)
                  session.receive(status(id, 'ClosedRecover', 'Suspect'))
                } else if (
                  what.includes('batch') &&
                  batch !== undefined &&
                  session.sent[session.sent.length - 1] === session.requests().find(({ ID }) => ID === batch)
                ) {
                  // Nothing was sent since, so no member of the batch was closed or answered, unless by a step above.
                  const members = server.batches.get(batch)!
                  server.batches.delete(batch)
                  if (!members.every((member) => server.open.has(member) && !answered.has(member))) continue
                  for (const member of members) server.open.delete(member)
                  const code = ['UnableToRequestAsBatch', 'NotEntitled', 'NoBatchViewSupportInReq'][index % 3]
                  if (what === 'refuse batch') session.receive(status(batch, 'Closed', 'Suspect', code))
                  if (what === 'batch error') session.receive(errorMessage(batch))
                }
              }
              for (const leave of subscriptions) leave()
              advance(0)
              advance(3_600_000)
              if (problems.length > 0) throw problems[0] as Error
              expect(ids(), 'open on the server when all have left').toEqual([])
            },
            { login: { maxMsgSize, batchClose, batchRequests }, pacing: { batchSize: 5, outstanding: 6 } },
          )
        },
      ),
      { numRuns: 300 },
    )
  })
})

const fieldName = fc.constantFrom('BID', 'ASK', 'TRDPRC_1', '__proto__', 'constructor')
const fieldValue = fc.oneof(fc.integer(), fc.constant(null), fc.string())
const fields = fc
  .array(fc.tuple(fieldName, fieldValue), { maxLength: 4 })
  .map(
    (entries) =>
      JSON.parse(
        `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`,
      ) as object,
  )
const flag = fc.constantFrom(undefined, true, false)
const noCache = fc.constantFrom(undefined, undefined, true)
const message = fc.oneof(
  fc
    .record({
      Type: fc.constant('Refresh' as const),
      Fields: fields,
      Complete: flag,
      ClearCache: flag,
      DoNotCache: noCache,
      PartNumber: fc.constantFrom(undefined, undefined, 0, 1),
    })
    // A first part that neither clears nor is kept, in the middle of another refresh, has no agreed meaning.
    .filter(
      ({ PartNumber, ClearCache, DoNotCache }) =>
        PartNumber !== 0 || (ClearCache !== false && DoNotCache !== true),
    ),
  fc.record({ Type: fc.constant('Update' as const), Fields: fields, DoNotCache: noCache }),
  fc.record({ Type: fc.constant('Status' as const), ClearCache: fc.constantFrom(undefined, false) }),
)

describe('the image', () => {
  it('is that of a naive model, in the cache and by toImage (any sequence)', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 20 }), (messages) => {
        withItems(({ open, items, session }) => {
          const { id } = open('EUR=')
          const images = observe(items.item('EUR=', {}).pipe(toImage()))
          let model = new Map<string, unknown>()
          let partial = false
          let refreshed = false
          for (const { Type, ...members } of messages) {
            session.receive(JSON.parse(JSON.stringify({ ID: id, Type, ...members })) as object)
            const content = 'Fields' in members ? Object.entries(members.Fields) : []
            const cached = !('DoNotCache' in members && members.DoNotCache === true)
            if (Type === 'Refresh') {
              const { Complete, ClearCache, PartNumber } = members as {
                Complete?: boolean
                ClearCache?: boolean
                PartNumber?: number
              }
              const laterPart = partial && PartNumber !== 0
              if (cached && !laterPart && ClearCache !== false) model = new Map()
              partial = Complete === false
              refreshed = true
            }
            if (refreshed && cached) for (const [name, value] of content) model.set(name, value)
          }
          const sorted = (object: object): unknown[] =>
            Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1))
          const late = open('EUR=')
          const [first] = late.values
          const image = first !== undefined && 'fields' in first ? first.fields : {}
          expect(sorted(image)).toEqual(sorted(Object.fromEntries(model)))
          const shown = images.values[images.values.length - 1]
          if (shown !== undefined && !partial) expect(sorted(shown.fields)).toEqual(sorted(image))
        })
      }),
      { numRuns: 500 },
    )
  })
})
