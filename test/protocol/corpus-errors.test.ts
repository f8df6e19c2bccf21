import { Subject } from 'rxjs'
import { describe, expect, test } from 'vitest'
import type { Token } from '../../src/index.js'
import { corpusFolder, readCorpus } from '../support/corpus.js'
import { observe } from '../support/observe.js'
import { refresh, update } from '../support/server-messages.js'
import { wireActor } from '../support/wire-actor.js'
import { loggedIn, onWire, type Members } from '../support/wire-bench.js'
import { castOf } from '../support/wire-calls.js'
import { messagesIn, within } from '../support/wire-normal.js'

const folder = corpusFolder()
const skipped = folder === undefined ? ' (skipped: there is no corpus, see RX_OMM_CORPUS)' : ''
const files = folder === undefined ? [] : readCorpus(folder)

const errors = files.flatMap(({ file, message, direction }) =>
  direction === 'server'
    ? messagesIn(message).flatMap((one) =>
        one['Type'] === 'Error' ? [{ file, error: one, id: Number(one['ID']) }] : [],
      )
    : [],
)

/** The message that an error is about, as far as the server shows it. */
const aboutOf = (error: Members): Members => {
  try {
    return messagesIn(JSON.parse(String(within(error, 'Debug')['Message'])))[0] ?? {}
  } catch {
    return {}
  }
}

const isPost = ({ error }: { error: Members }): boolean => aboutOf(error)['Type'] === 'Post'

/** Opens an item with the id of the error, which a reader of the echoed frame goes by. */
const openAt = (id: number, { open }: Parameters<Parameters<typeof loggedIn>[0]>[0]) => {
  let item = open('FIRST')
  for (let index = 0; item.id < id && index < 100; index += 1) item = open(`ITEM${index}`)
  return item
}

describe.skipIf(folder === undefined)(`errors of the corpus${skipped}`, () => {
  test('are found', () => {
    expect(errors.length).toBeGreaterThan(0)
  })

  const onConnection = errors.filter(({ id }) => id === 0)
  test.each(onConnection)('$file, of no stream, is told on the connection, which stays', ({ error }) => {
    loggedIn(({ open, receive, told, sockets, advance }) => {
      const waiting = open('A')
      receive(error)
      const { text, fault } = told('server.error')[0] ?? {}
      expect(text).toBe(error['Text'])
      expect(fault?.category).not.toBe('other')
      receive(refresh(waiting.id), update(waiting.id))
      advance(5_000)
      expect([waiting.errors, waiting.values.length, sockets.length]).toEqual([0, 2, 1])
      expect(sockets[0]?.closes).toEqual([])
    })
  })

  const onStreams = errors.filter((one) => one.id !== 0 && !isPost(one))
  test.each(onStreams)(
    '$file is an error of the request that waits on its stream, and of no other',
    ({ error, id }) => {
      onWire((bench) => {
        const other = observe(bench.consumer.item('OTHER'))
        bench.advance(0)
        bench.logIn()
        const item = openAt(Math.max(3, id), bench)
        bench.receive({ ...error, ID: item.id })
        expect(item.error).toMatchObject({ code: 'request-not-understood', fault: { text: error['Text'] } })
        expect(item.error).not.toMatchObject({ fault: { category: 'other' } })
        bench.receive(refresh(2), update(2))
        bench.advance(5_000)
        expect([other.errors, other.values.length, bench.sockets.length]).toEqual([0, 2, 1])
        expect(bench.sockets[0]?.closes).toEqual([])
      })
    },
  )

  test.each(onStreams)('$file, of a stream that is open, is told, and the stream lives', ({ error }) => {
    loggedIn(({ open, receive, told, sockets }) => {
      const item = open('A')
      receive(refresh(item.id), { ...error, ID: item.id }, update(item.id))
      expect(told('item.error')).toMatchObject([{ name: 'A', text: error['Text'] }])
      expect([item.errors, item.values.length, sockets[0]?.closes]).toEqual([0, 2, []])
    })
  })

  const ofPosts = errors.filter((one) => one.id !== 0 && isPost(one))
  test.skipIf(ofPosts.length === 0).each(ofPosts)(
    '$file fails the post that it is about',
    ({ error, id }) => {
      onWire((bench) => {
        const about = aboutOf(error)
        const actor = wireActor(bench, castOf([about]), new Subject<Token>())
        actor.act(about)
        const [post] = actor.posts
        bench.receive({ ...error, ID: actor.ours({ ID: id })['ID'] })
        expect(post?.error).toMatchObject({ code: 'post-not-understood', fault: { text: error['Text'] } })
        for (const { seen } of actor.parts.values())
          for (const { errors: failed } of seen) expect(failed).toBe(0)
        expect(bench.socket().closes).toEqual([])
      })
    },
  )
})
