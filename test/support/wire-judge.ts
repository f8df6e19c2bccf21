import { expect } from 'vitest'
import type { Fields, ItemEvent } from '../../src/index.js'
import type { Observed } from './observe.js'
import type { Members } from './wire-bench.js'
import { payloadOf, within } from './wire-normal.js'

/** Without what servers put at the end of texts, which nobody can show. */
const shown = (text: unknown): string =>
  typeof text === 'string' ? text.replace(/[\u0000-\u001f]+/g, ' ').trim() : ''

/** The state that a message gives a stream; `undefined` where it says nothing of it. */
export const stateIn = (message: Members): object | undefined => {
  const { Stream, Data, Code = 'None', Text } = within(message, 'State')
  if (Stream === undefined) {
    return message['Type'] === 'Refresh' ? { stream: 'Open', data: 'Ok', code: 'None', text: '' } : undefined
  }
  return { stream: Stream, data: Data, code: Code, text: shown(Text) }
}

/** Looks whether an event of an item says what the message says that it came from. */
export const expectEvent = (event: ItemEvent | undefined, message: Members): void => {
  const state = stateIn(message)
  expect(event?.type).toBe(String(message['Type']).toLowerCase())
  if (state !== undefined) expect(event?.state).toMatchObject(state)
  if (event === undefined || event.type === 'status') return
  const { Fields: fields, ...other } = payloadOf(message)
  expect(event.fields).toEqual((fields as Fields | null | undefined) ?? {})
  const content = Object.fromEntries(Object.entries(other).filter(([, value]) => value !== null))
  expect(event.content ?? {}).toEqual(content)
  if (event.type !== 'refresh') return
  const { Service } = within(message, 'Key')
  if (Service !== undefined) expect(event.service).toBe(Service)
  expect(event).toMatchObject({
    complete: message['Complete'] !== false,
    solicited: message['Solicited'] !== false,
  })
  const { Timeliness, Rate } = (message['Qos'] ?? message['QOS'] ?? {}) as Members
  expect([event.qos?.timeliness, event.qos?.rate]).toEqual([Timeliness, Rate])
}

/** Looks whether a stream has ended, or goes on, as the state of a message says. */
export const expectEnd = (seen: Observed<ItemEvent>, message: Members): void => {
  const { stream, data, code } = (stateIn(message) ?? { stream: 'Open' }) as Record<string, string>
  const snapshotOver =
    stream === 'NonStreaming' && message['Complete'] !== false && message['Type'] === 'Refresh'
  const well = snapshotOver || (stream === 'Closed' && data === 'Ok' && code === 'None')
  expect([seen.completions, seen.errors]).toEqual([well ? 1 : 0, stream === 'Closed' && !well ? 1 : 0])
}
