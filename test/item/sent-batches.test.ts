import { describe, expect, it } from 'vitest'
import { kindRegister } from '../../src/item/asking/item-kind.js'
import { createSentBatches, type SentBatches } from '../../src/item/requests/sent-batches.js'
import { ItemStream } from '../../src/item/stream/item-stream.js'
import type { State } from '../../src/wire/state.js'

const kind = kindRegister()({})
const refused: State = { stream: 'ClosedRecover', data: 'Suspect', code: 'NoResources', text: '' }

/** Batches of two whose items were sent with the ids behind that of their batch. */
const bench = (): {
  readonly batches: SentBatches
  readonly awaited: Set<ItemStream>
  readonly refusedItems: string[]
  readonly send: (id: number) => readonly [ItemStream, ItemStream]
} => {
  const awaited = new Set<ItemStream>()
  const refusedItems: string[] = []
  const batches = createSentBatches({
    allowed: true,
    isAwaited: (stream) => awaited.has(stream),
    askSingly: () => undefined,
    onRefused: ({ name }) => refusedItems.push(name),
  })
  const send = (id: number): readonly [ItemStream, ItemStream] => {
    const both = [1, 2].map((index) => {
      const stream = new ItemStream(`ITEM${id + index}`, kind)
      stream.id = id + index
      awaited.add(stream)
      return stream
    }) as [ItemStream, ItemStream]
    batches.add(id, both)
    return both
  }
  return { batches, awaited, refusedItems, send }
}

/** How often a batch looks at an item before it lets go of it. */
const looksAt = (stream: ItemStream): (() => number) => {
  const { id } = stream
  let looks = 0
  Object.defineProperty(stream, 'id', { get: () => ((looks += 1), id) })
  return () => looks
}

describe('batches that the server does not acknowledge', () => {
  it('are forgotten when their items have been answered', () => {
    const { batches, awaited, refusedItems, send } = bench()
    const looks = send(10).map(looksAt)
    awaited.clear()
    send(20)
    const before = looks.map((look) => look())
    send(30)
    batches.ended(10, refused)
    expect(looks.map((look) => look())).toEqual(before)
    expect(refusedItems).toEqual([])
  })

  it('are kept while an item of theirs waits for its answer', () => {
    const { batches, awaited, refusedItems, send } = bench()
    const [one] = send(10)
    awaited.delete(one)
    send(20)
    send(30)
    batches.ended(20, refused)
    batches.ended(10, refused)
    expect(refusedItems).toEqual(['ITEM21', 'ITEM22', 'ITEM12'])
  })
})
