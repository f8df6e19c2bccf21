import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { SimulatorOptions } from '../../src/simulator/index.js'
import { connect, machineToken, simulate, type Message } from './support.js'

/** Where recordings of the vendor's own server are kept. */
const folder = fileURLToPath(new URL('../fixtures/captures', import.meta.url))

interface Line {
  readonly t: number
  readonly from: 'client' | 'server'
  readonly frame?: string
}

const linesOf = (name: string): Line[] =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)

/** What kind of message it is: what a client decides by, without what differs from day to day. */
const shape = ({
  ID,
  Type,
  Domain,
  State,
  Private,
  Complete,
  NakCode,
  AckID,
  Map: map,
}: Message): unknown => {
  const { Stream, Data, Code } = (State ?? {}) as Message
  const { KeyType } = (map ?? {}) as Message
  return JSON.stringify({ ID, Type, Domain, Stream, Data, Code, Private, Complete, NakCode, AckID, KeyType })
}

/** Answers to requests: everything but what comes by itself. */
const isAnswer = ({ Type, PostUserInfo }: Message): boolean =>
  Type !== 'Ping' && (Type !== 'Update' || PostUserInfo !== undefined)

const options: SimulatorOptions = {
  services: [{ name: 'DIRECT_FEED', id: 1 }],
  unknownItems: ['ZZZ.N'],
  updateRate: 1,
  pingTimeout: 60,
  serviceNumbers: true,
  ignoreViews: true,
  answerReissue: true,
  capabilities: { SupportBatchRequests: 5, SingleOpen: 0 },
}

const replay = (
  name: string,
  more: SimulatorOptions = {},
): { ours: unknown[]; theirs: unknown[]; messages: Message[] } => {
  const lines = linesOf(name).filter(({ frame }) => frame !== undefined)
  const messagesOf = (frame: string): Message[] => JSON.parse(frame) as Message[]
  const theirs = lines
    .filter(({ from }) => from === 'server')
    .flatMap(({ frame }) => messagesOf(frame!))
    .filter(isAnswer)
    .map(shape)
  let ours: unknown[] = []
  let messages: Message[] = []
  simulate({ ...options, ...more }, ({ network, simulator, at }) => {
    const client = connect(network)
    for (const { t, from, frame } of lines) {
      if (from !== 'client') continue
      at(t, () => {
        // The recording's tokens are made up; here they must be ones that were given out.
        client.send(frame!.replace(/(first|second)-token/, () => machineToken(simulator)))
      })
    }
    const end = Math.max(...lines.map(({ t }) => t)) + 10
    at(end, () => {
      messages = client.messages
      ours = messages.filter(isAnswer).map(shape)
    })
  })
  return { ours, theirs, messages }
}

describe("recordings of the vendor's server", () => {
  it('of prices, a token reissue and pings: the answers have the same shape', () => {
    const { ours, theirs } = replay('market-price.ndjson')
    // Posts of another user cannot be replayed from this side of the recording.
    expect(ours).toEqual(theirs.filter((one) => !String(one).includes('"Type":"Update"')))
  })

  it('of a directory: the answers have the same shape', () => {
    const { ours, theirs } = replay('directory.ndjson')
    expect(ours).toEqual(theirs)
  })

  it('of order books, in parts and whole: the answers have the same shape', () => {
    // Their list is not served; their books have three entries, one in each part, with updates in between.
    const more = { bookParts: 3, partNumbers: false, partsKeepCache: false, updatesBetweenParts: true }
    const { ours, theirs, messages } = replay('order-book.ndjson', { ...more, enumText: false })
    const inParts = (shapes: unknown[]): unknown[] =>
      shapes.filter((one) => !/"ID":2,.*"Refresh"|"ID":4/.test(String(one)))
    expect(inParts(ours)).toEqual(inParts(theirs))
    const types = messages.filter(({ ID }) => ID === 3).map(({ Type }) => Type as string)
    expect(types.slice(0, 5)).toEqual(['Refresh', 'Update', 'Refresh', 'Update', 'Refresh'])
    const whole = replay('order-book.ndjson', { bookParts: 1 })
    const ofOrders = (shapes: unknown[]): unknown[] => shapes.filter((one) => String(one).includes('"ID":2'))
    expect(ofOrders(whole.ours)).toEqual(ofOrders(theirs))
  })

  it('of posts: the answers have the same shape', () => {
    const { ours, theirs } = replay('posting.ndjson')
    expect(ours).toEqual(theirs)
  })

  it('of batch, view, snapshot and refusals: the answers have the same shape', () => {
    const { ours, theirs } = replay('batch-view-snapshot.ndjson')
    expect(ours).toEqual(theirs.filter((one) => !String(one).includes('"Type":"Update"')))
  })
})
