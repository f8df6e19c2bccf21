import type { SimulatorOptions } from '../../src/simulator/index.js'
import { connect, simulate, type Client, type Message, type Stage } from './support.js'

/** Runs with a client that is logged in. */
export const online = (
  options: SimulatorOptions,
  test: (stage: Stage & { client: Client }) => void,
  elements: Message = {},
): void => {
  simulate(options, (stage) => {
    const client = connect(stage.network)
    client.loginByName('me', elements)
    test({ ...stage, client })
  })
}

/** An entry of a map as it stands in a message. */
export interface Entry {
  readonly Action: string
  readonly Key: string | number
  readonly Fields?: Message
}

/** The map of a message. */
export const mapOf = (message: Message | undefined): Message & { Entries?: Entry[]; Summary?: Message } =>
  (message?.['Map'] ?? {}) as Message

/** The entries of a message. */
export const entriesOf = (message: Message | undefined): readonly Entry[] => mapOf(message).Entries ?? []

/** What a careful client holds after these messages: entries by key, as the rules of maps say. */
export const heldOf = (messages: readonly Message[]): ReadonlyMap<string | number, Message> => {
  const held = new Map<string | number, Message>()
  let partial = false
  for (const message of messages) {
    const { Type, Complete } = message
    if (Type === 'Refresh' && !partial) held.clear()
    if (Type === 'Refresh') partial = Complete === false
    for (const { Action, Key, Fields = {} } of entriesOf(message))
      if (Action === 'Delete') held.delete(Key)
      else if (Action === 'Add') held.set(Key, Fields)
      else if (held.has(Key)) held.set(Key, { ...held.get(Key), ...Fields })
  }
  return held
}

/** A key as text. */
export const decoded = (key: string | number): string => atob(String(key))
