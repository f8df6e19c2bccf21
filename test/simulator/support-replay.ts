import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { asyncScheduler } from 'rxjs'
import { TestScheduler } from 'rxjs/testing'
import { expect } from 'vitest'
import type { Consumer, Fields, ItemEvent, ItemOptions } from '../../src/index.js'
import {
  createReplay,
  inMemory,
  type InMemory,
  type Recorded,
  type RecordedLine,
  type Replay,
  type ReplayOptions,
} from '../../src/simulator/index.js'
import type { Message } from './support.js'

/** A recording of the vendor's own server. */
export const capture = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../fixtures/captures/${name}.ndjson`, import.meta.url)), 'utf8')

/** The text of a recording with these lines. */
export const recordingOf = (...lines: readonly RecordedLine[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('')

/** A line with a frame of a client. */
export const client = (t: number, message: unknown): RecordedLine => ({
  t,
  from: 'client',
  frame: typeof message === 'string' ? message : JSON.stringify(message),
})

/** A line with a frame of a server. */
export const server = (t: number, ...messages: readonly unknown[]): RecordedLine => ({
  t,
  from: 'server',
  frame: JSON.stringify(messages),
})

/** What a test works with. */
export interface ReplayStage {
  readonly replay: Replay
  readonly network: InMemory
  /** Lets virtual time pass, in milliseconds. */
  readonly advance: (milliseconds: number) => void
}

/** Plays a recording in virtual time. When the test is over, the replay is stopped and nothing may be left. */
export const replaying = <Result>(
  recorded: Recorded | readonly Recorded[],
  test: (stage: ReplayStage) => Result,
  options: ReplayOptions = {},
  delay = 5,
): Result => {
  const scheduler = new TestScheduler((actual, expected) => {
    expect(actual).toEqual(expected)
  })
  return scheduler.run(({ flush }) => {
    const replay = createReplay(recorded, options)
    const advance = (milliseconds: number): void => {
      const target = scheduler.frame + milliseconds
      scheduler.maxFrames = target
      flush()
      scheduler.frame = target
    }
    const result = test({ replay, network: inMemory(replay, { delay }), advance })
    replay.stop()
    advance(20_000)
    expect(scheduler.actions, 'timers left behind').toEqual([])
    scheduler.maxFrames = Infinity
    return result
  })
}

/** Virtual time, in milliseconds. */
export const time = (): number => asyncScheduler.now()

/** What a stream looks like after one of its messages. */
export interface Look {
  readonly fields: Fields
  /** Entries of the map by key. */
  readonly entries: Readonly<Record<string, Fields>>
  readonly stream: string
  readonly data: string
  readonly text: string
}

const nothing: Look = { fields: {}, entries: {}, stream: 'Open', data: 'Ok', text: '' }

/** An entry of a map. */
export interface Entry {
  readonly Action: string
  readonly Key: string | number
  readonly Fields?: Fields
}

/** The entries of a map after changes of it. */
export const entriesAfter = (before: Look['entries'], changes: readonly Entry[]): Look['entries'] => {
  const entries = new Map(Object.entries(before))
  for (const { Action, Key, Fields } of changes) {
    const key = String(Key)
    const known = entries.get(key)
    if (Action === 'Delete') entries.delete(key)
    else if (Action === 'Add') entries.set(key, { ...Fields })
    else if (known !== undefined) entries.set(key, { ...known, ...Fields })
  }
  return Object.fromEntries(entries)
}

/** What a stream looks like after one message more, read as plainly as can be. */
const after = (look: Look | undefined, message: Message, isNewPart: boolean): Look => {
  const {
    Type,
    State,
    Map: map,
  } = message as {
    readonly Type: string
    readonly State?: { readonly Stream?: string; readonly Data?: string; readonly Text?: string }
    readonly Map?: { readonly Entries?: readonly Entry[] }
  }
  const isNew = Type === 'Refresh' && !isNewPart
  const base = isNew ? nothing : (look ?? nothing)
  return {
    fields: { ...base.fields, ...(message['Fields'] as Fields | undefined) },
    entries: entriesAfter(base.entries, map?.Entries ?? []),
    stream: State?.Stream ?? base.stream,
    data: State?.Data ?? base.data,
    text: State?.Text ?? base.text,
  }
}

/** What a stream of a recording looks like after each of its messages; acknowledgements left out. */
export const looksOf = (text: string, id: number, until = Infinity): readonly Look[] => {
  const looks: Look[] = []
  let isPart = false
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const { t, from, frame } = JSON.parse(line) as { t: number; from: string; frame?: string }
    if (from !== 'server' || frame === undefined || t > until) continue
    for (const message of JSON.parse(frame) as Message[]) {
      if (message['ID'] !== id || message['Type'] === 'Ack') continue
      looks.push(after(looks.at(-1), message, isPart))
      if (message['Type'] === 'Refresh') isPart = message['Complete'] === false
    }
  }
  return looks
}

/** The same of a client's item, and when. */
export interface Told extends Look {
  readonly at: number
}

/** What the client says of an item, read as the recording is. */
export const watchItem = (consumer: Consumer, name: string, options: ItemOptions = {}) => {
  const told: Told[] = []
  const errors: unknown[] = []
  const asked = time()
  let isPart = false
  const subscription = consumer.item(name, options).subscribe({
    next: (event: ItemEvent) => {
      const last = told.at(-1)
      const isNew = event.type === 'refresh' && !isPart
      if (event.type === 'refresh') isPart = !event.complete
      const fields = event.type === 'status' ? {} : event.fields
      const content = event.type === 'status' ? undefined : event.content
      const changes = (content && 'Map' in content ? content.Map?.Entries : undefined) ?? []
      const entries = entriesAfter(isNew ? {} : (last?.entries ?? {}), changes as readonly Entry[])
      told.push({
        at: time() - asked,
        fields: isNew ? fields : { ...last?.fields, ...fields },
        entries,
        stream: event.state.stream,
        data: event.state.data,
        text: event.state.text,
      })
    },
    error: (error: unknown) => errors.push(error),
  })
  return { told, errors, leave: () => { subscription.unsubscribe() } } // prettier-ignore
}

/** The same without the times. */
export const looks = (told: readonly Told[]): readonly Look[] =>
  told.map(({ fields, entries, stream, data, text }) => ({ fields, entries, stream, data, text }))
