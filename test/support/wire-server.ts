import { expect } from 'vitest'
import type { WireBench } from './wire-bench.js'
import type { wireActor } from './wire-actor.js'
import { expectEnd, expectEvent } from './wire-judge.js'
import { isLogin, messagesIn, within } from './wire-normal.js'

type Actor = ReturnType<typeof wireActor>

/** Ids that stand for whole batches in a conversation; their statuses belong to no item. */
export const batchesIn = (frames: readonly unknown[]): ReadonlySet<number> =>
  new Set(
    frames
      .flatMap(messagesIn)
      .filter((message) => Array.isArray(within(message, 'Key')['Name']))
      .map(({ ID }) => Number(ID)),
  )

/** Sends what a server sends in a file, and looks what the application hears of it. */
export const serverSays = (
  bench: WireBench,
  actor: Actor,
  batches: ReadonlySet<number>,
  frame: unknown,
): void => {
  const { receive, sent, socket, advance, states, told } = bench
  const messages = messagesIn(frame)
  /** What is there has to be there before the frame comes. */
  const checks = messages.map((message): (() => void) => {
    const { ID, Type, AckID } = message
    if (Type === 'Ping') {
      actor.start()
      if (socket().protocol === '') socket().opens()
      const before = sent().length
      return () => {
        expect(sent().slice(before)).toEqual([{ Type: 'Pong' }])
      }
    }
    if (Type === 'Pong') {
      actor.ensureLogin()
      return () => undefined
    }
    if (isLogin(message)) {
      actor.start()
      if (socket().protocol === '') socket().opens()
      actor.adopts(message)
      const { PingTimeout: pingTimeout, MaxMsgSize: maxMsgSize } = within(message, 'Elements')
      return () => {
        advance(0)
        expect(states.at(-1)).toMatchObject({ status: 'ready', login: { pingTimeout, maxMsgSize } })
      }
    }
    if (Type === 'Ack') {
      const knownIs = actor.posts.length > 0
      if (!knownIs) actor.act({ ID, Type: 'Post', Ack: true, PostID: AckID, Message: { Type: 'Update', Fields: {} }, Key: { Name: 'X' } }) // prettier-ignore
      return () => {
        const { NakCode = 'None' } = message
        const post = actor.posts.at(-1)
        expect([post?.completions, post?.errors]).toEqual(NakCode === 'None' ? [1, 0] : [0, 1])
      }
    }
    if (
      Type === 'Status' &&
      (batches.has(Number(ID)) || !('Key' in message)) &&
      !actor.parts.has(Number(ID))
    ) {
      actor.ensureLogin()
      const items = [...actor.parts.values()]
      return () => {
        for (const { seen } of items) expect(seen[0]?.errors).toBe(0)
        expect(told('frame.malformed')).toEqual([])
      }
    }
    const part = actor.ensureOpen(Number(ID))
    if (Type === 'Update') actor.ensureImage(Number(ID))
    if (Type === 'Refresh') part.refreshed = true
    const [seen] = part.seen
    const before = seen?.values.length ?? 0
    return () => {
      expect(seen?.values).toHaveLength(before + 1)
      expectEvent(seen?.values.at(-1), message)
      expectEnd(seen!, message)
    }
  })
  receive(...messages.map(actor.ours))
  for (const check of checks) check()
  expect([bench.sockets.length, socket().closes]).toEqual([1, []])
}
