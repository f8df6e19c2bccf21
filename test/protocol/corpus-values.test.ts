import { describe, expect, test } from 'vitest'
import { jsonOf, parseExact } from '../../src/wire/exact-json.js'
import { corpusFolder, readCorpus } from '../support/corpus.js'
import { observe } from '../support/observe.js'
import { loggedIn, type Members } from '../support/wire-bench.js'
import { messagesIn, payloadOf } from '../support/wire-normal.js'

const folder = corpusFolder()
const skipped = folder === undefined ? ' (skipped: there is no corpus, see RX_OMM_CORPUS)' : ''
const files = folder === undefined ? [] : readCorpus(folder)

/** All contents that stand in messages of either side, with those that stand alone. */
const contents = files.flatMap(({ file, message, direction, fragment }) =>
  direction === 'server' || fragment
    ? messagesIn(message).flatMap((one) => {
        const content = payloadOf(one)
        return Object.keys(content).length > 0 && one['Domain'] !== 'Login' ? [{ file, content }] : []
      })
    : [],
)

describe.skipIf(folder === undefined)(`values of the corpus${skipped}`, () => {
  test('are found', () => {
    expect(files.length).toBeGreaterThan(0)
    expect(contents.length).toBeGreaterThan(0)
  })

  test.each(files)('$file is the same after it was read and written', ({ message }) => {
    const text = JSON.stringify(message)
    expect(JSON.parse(jsonOf(message))).toEqual(message)
    expect(JSON.parse(jsonOf(parseExact(text)))).toEqual(message)
  })

  test.each(contents)('$file goes out in a post as it is, and comes in as it went out', ({ content }) => {
    loggedIn(({ consumer, open, receive, advance, sent }) => {
      const blank = Object.values(content).every((value) => value === null)
      const item = open('A')
      observe(consumer.post({ name: 'A', type: 'refresh', content }))
      advance(0)
      const { Message } =
        sent()
          .filter(({ Type }) => Type === 'Post')
          .at(-1) ?? {}
      expect(payloadOf(Message as Members)).toEqual(content)
      receive({ ...(Message as Members), ID: item.id })
      const [event] = item.values
      const { fields, content: given } = event?.type === 'refresh' ? event : {}
      expect(blank ? { fields, given } : 'Fields' in content ? { Fields: fields } : given).toEqual(
        blank ? { fields: {}, given: undefined } : content,
      )
    })
  })
})
