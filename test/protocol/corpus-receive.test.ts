import { Subject } from 'rxjs'
import { describe, expect, test } from 'vitest'
import type { Token } from '../../src/index.js'
import { parseFrame } from '../../src/wire/parse.js'
import { corpusFolder, readCorpus, type CorpusFile } from '../support/corpus.js'
import { wireActor } from '../support/wire-actor.js'
import { onWire, type Members } from '../support/wire-bench.js'
import { castOf } from '../support/wire-calls.js'
import { expectEvent } from '../support/wire-judge.js'
import { isLogin, messagesIn } from '../support/wire-normal.js'
import { batchesIn, serverSays } from '../support/wire-server.js'

const folder = corpusFolder()
const skipped = folder === undefined ? ' (skipped: there is no corpus, see RX_OMM_CORPUS)' : ''
const files = folder === undefined ? [] : readCorpus(folder)
const folderOf = ({ file }: CorpusFile): string => file.split('/')[0] ?? ''
const isError = ({ message }: CorpusFile): boolean => messagesIn(message).some(({ Type }) => Type === 'Error')

describe.skipIf(folder === undefined)(`what a server sends in the corpus${skipped}`, () => {
  const received = files.filter(({ direction, fragment }) => direction === 'server' && !fragment)

  test('is found', () => {
    expect(received.length).toBeGreaterThan(0)
  })

  test.each(received)('$file is accepted by the frame decoder, alone and in an array', ({ message }) => {
    const messages = messagesIn(message)
    for (const frame of [message, messages]) {
      expect(parseFrame(JSON.stringify(frame))).toEqual({ messages, malformed: 0 })
    }
  })

  test.each(received.filter((one) => !isError(one)))('$file reaches the stream that it is for', (file) => {
    const frames = files.filter((one) => folderOf(one) === folderOf(file)).map(({ message }) => message)
    const automatic = messagesIn(file.message).some(
      (message) => isLogin(message) && Number(message['ID']) < 0,
    )
    onWire(
      (bench) => {
        const actor = wireActor(bench, castOf(frames), new Subject<Token>())
        serverSays(bench, actor, batchesIn(frames), file.message)
      },
      automatic ? { login: { fromCookies: true } } : {},
    )
  })

  const fragments = files.filter(({ fragment, direction }) => fragment && direction === 'server')

  test.each(fragments)('$file is delivered as the content of a refresh, and of an update', ({ message }) => {
    onWire((bench) => {
      const actor = wireActor(bench, new Map(), new Subject<Token>())
      const part = actor.ensureOpen(2)
      for (const Type of ['Refresh', 'Update']) {
        const whole = { ID: part.ours, Type, ...(message as Members) }
        bench.receive(whole)
        expectEvent(part.seen[0]?.values.at(-1), whole)
      }
      expect(part.seen[0]?.values).toHaveLength(2)
    })
  })
})
