import { Subject } from 'rxjs'
import { describe, expect, test } from 'vitest'
import type { Token } from '../../src/index.js'
import { corpusFolder, readCorpus, type CorpusFile } from '../support/corpus.js'
import { wireActor } from '../support/wire-actor.js'
import { onWire } from '../support/wire-bench.js'
import { castOf, optionsFor } from '../support/wire-calls.js'
import { isLogin, isRequest, messagesIn } from '../support/wire-normal.js'
import { batchesIn, serverSays } from '../support/wire-server.js'

const folder = corpusFolder()
const skipped = folder === undefined ? ' (skipped: there is no corpus, see RX_OMM_CORPUS)' : ''
const files = folder === undefined ? [] : readCorpus(folder)
const folderOf = ({ file }: CorpusFile): string => file.split('/')[0] ?? ''

/** Folders that hold pairs or pieces, and no conversation. */
const noConversations = ['errors', 'containers']

/** A conversation ends where the client logs out; what comes after that in a folder is another one. */
const conversationsIn = (frames: readonly CorpusFile[]): readonly (readonly CorpusFile[])[] => {
  const over = frames.findIndex(({ message }) =>
    messagesIn(message).some((one) => isLogin(one) && one['Type'] === 'Close'),
  )
  if (over < 0 || over === frames.length - 1) return frames.length === 0 ? [] : [frames]
  return [frames.slice(0, over + 1), ...conversationsIn(frames.slice(over + 1))]
}

const names = [...new Set(files.map(folderOf))].filter((name) => !noConversations.includes(name))
const conversations = names.flatMap((name) =>
  conversationsIn(files.filter((file) => folderOf(file) === name)).map((frames, index) => ({
    title: index === 0 ? name : `${name}, part ${index + 1}`,
    frames,
  })),
)

describe.skipIf(folder === undefined)(
  `conversations of the corpus, played by a scripted server${skipped}`,
  () => {
    test('are found', () => {
      expect(conversations.length).toBeGreaterThan(0)
    })

    test.each(conversations)('$title', ({ frames }) => {
      const messages = frames.flatMap(({ message }) => messagesIn(message))
      const login = messages.find((message) => isLogin(message) && isRequest(message))
      const automatic = messages.some((message) => isLogin(message) && Number(message['ID']) < 0)
      const tokens = new Subject<Token>()
      onWire(
        (bench) => {
          const all = frames.map(({ message }) => message)
          const actor = wireActor(bench, castOf(all), tokens)
          const batches = batchesIn(all)
          for (const { direction, message } of frames) {
            if (direction === 'server') serverSays(bench, actor, batches, message)
            else for (const one of messagesIn(message)) actor.expects(one)
          }
          for (const { seen } of actor.parts.values()) for (const { errors } of seen) expect(errors).toBe(0)
        },
        automatic ? { login: { fromCookies: true } } : optionsFor(login, tokens),
      )
    })
  },
)
