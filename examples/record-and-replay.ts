/** A test against a recording: a few seconds of a session are recorded, then said again in virtual time. */
import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { createConsumer, toImage, type ItemEvent, type WebSocketLike } from 'rx-omm'
import { createReplay, inMemory, recordWebSocket } from 'rx-omm/simulator'
import { runVirtual } from 'rx-omm/testing'
import { map, type Observable, take, takeUntil, timer, toArray } from 'rxjs'
import { WebSocket } from 'ws'
import { openFeed } from './support/feed.js'

/** What is tested: the middle price of an item. */
const mid = (item$: Observable<ItemEvent>): Observable<number> =>
  item$.pipe(
    toImage(),
    map(({ fields }) => (Number(fields['BID']) + Number(fields['ASK'])) / 2),
  )

/** Keeps every frame. Tokens are masked; as a file, one line each, it can be kept beside the test. */
const record = async (): Promise<{ readonly recording: string; readonly mids: readonly number[] }> => {
  const feed = await openFeed()
  const lines: string[] = []
  const webSocket = recordWebSocket(
    (url, protocols) => new WebSocket(url, [...protocols]) as unknown as WebSocketLike,
    (line) => lines.push(JSON.stringify(line)),
  )
  const consumer = createConsumer({ ...feed.options, webSocket })
  const mids: number[] = []
  await mid(consumer.item('EUR='))
    .pipe(take(4))
    .forEach((value) => mids.push(value))
  await consumer.close()
  await feed.close()
  return { recording: lines.join('\n'), mids }
}

const { recording, mids } = await record()
console.log(`${recording.split('\n').length} lines recorded`)

await test('the middle prices of the recording', () => {
  runVirtual(({ watch, advance }) => {
    const replay = createReplay(recording)
    const consumer = createConsumer({
      endpoints: 'wss://anywhere.simulator.test/WebSocket',
      login: { name: 'me' },
      webSocket: inMemory(replay).webSocket,
    })
    const seen = watch(mid(consumer.item('EUR=')).pipe(takeUntil(timer(60_000)), toArray()))
    advance(60_000)
    deepEqual(seen.last?.slice(0, mids.length), mids)
    void consumer.close()
    replay.stop()
  })
})
