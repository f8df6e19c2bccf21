import { Subject } from 'rxjs'
import { describe, expect, test } from 'vitest'
import type { Token } from '../../src/index.js'
import { corpusFolder, readCorpus, type CorpusFile } from '../support/corpus.js'
import { wireActor } from '../support/wire-actor.js'
import { onWire } from '../support/wire-bench.js'
import { castOf, optionsFor } from '../support/wire-calls.js'
import { isLogin, isRequest, messagesIn } from '../support/wire-normal.js'

const folder = corpusFolder()
const skipped = folder === undefined ? ' (skipped: there is no corpus, see RX_OMM_CORPUS)' : ''
const files = folder === undefined ? [] : readCorpus(folder)

const folderOf = ({ file }: CorpusFile): string => file.split('/')[0] ?? ''

/** Of what is in the folder of errors, only a post can come from a program that compiles. */
const canBeSent = (one: CorpusFile): boolean =>
  one.direction === 'client' &&
  (folderOf(one) !== 'errors' ||
    messagesIn(one.message).every(({ ID, Type }) => Type === 'Post' && typeof ID === 'number'))

describe.skipIf(folder === undefined)(`what a client sends in the corpus${skipped}`, () => {
  const sent = files.filter(canBeSent)

  test('is found', () => {
    expect(sent.length).toBeGreaterThan(0)
  })

  test.each(sent)('$file goes out by a public call', (file) => {
    const neighbours = files.filter((one) => folderOf(one) === folderOf(file))
    const messages = messagesIn(file.message)
    const tokens = new Subject<Token>()
    const login = messages.find(
      (message) => isLogin(message) && (isRequest(message) || Number(message['ID']) < 0),
    )
    onWire(
      (bench) => {
        const actor = wireActor(bench, castOf(neighbours.map(({ message }) => message)), tokens)
        for (const message of messages) actor.expects(message)
      },
      optionsFor(login, tokens),
    )
  })
})
