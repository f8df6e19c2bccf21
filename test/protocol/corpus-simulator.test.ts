import { describe, expect, test } from 'vitest'
import { corpusFolder, readCorpus } from '../support/corpus.js'
import { messagesIn } from '../support/wire-normal.js'
import { connect, machineToken, simulate, type Message } from '../simulator/support.js'

const folder = corpusFolder()
const skipped = folder === undefined ? ' (skipped: there is no corpus, see RX_OMM_CORPUS)' : ''
const files = folder === undefined ? [] : readCorpus(folder)
const fromClient = files.filter(({ direction }) => direction === 'client')

/** What the simulator answers to a frame, after a login unless the frame is one. */
const answers = (
  frame: unknown,
  withItem: boolean,
): { readonly messages: readonly Message[]; readonly alive: boolean } => {
  let messages: readonly Message[] = []
  let alive = false
  simulate({ updateRate: 0, catchUnknownJsonKeys: true }, ({ network, simulator, at }) => {
    const client = connect(network)
    const isLogin = messagesIn(frame).some(({ Domain, Type }) => Domain === 'Login' && Type === undefined)
    if (!isLogin) client.loginByName()
    if (withItem) client.send({ ID: 2, Key: { Name: 'TRI.N' } })
    let before = 0
    at(1, () => {
      before = client.messages.length
      // Of tokens the simulator takes its own only.
      const given = JSON.stringify(frame, (name, value: unknown) => (name === 'AuthenticationToken' ? machineToken(simulator) : value)) // prettier-ignore
      client.send(given)
    })
    at(100, () => {
      messages = client.messages.slice(before)
      const from = client.messages.length
      client.send({ Type: 'Ping' })
      at(200, () => {
        alive = client.ended.length === 0 && client.messages.slice(from).some(({ Type }) => Type === 'Pong')
      })
    })
    at(300, () => undefined)
  })
  return { messages, alive }
}

describe.skipIf(folder === undefined)(
  `client frames of the corpus, sent to the simulator as they are${skipped}`,
  () => {
    test('are found', () => {
      expect(fromClient.length).toBeGreaterThan(0)
    })

    test.each(fromClient)('$file leaves the simulator answering', ({ message }) => {
      for (const withItem of [false, true]) {
        const { messages, alive } = answers(message, withItem)
        const closesLogin = messagesIn(message).some(
          ({ Domain, Type }) => Domain === 'Login' && Type === 'Close',
        )
        expect(alive || closesLogin, JSON.stringify(messages).slice(0, 500)).toBe(true)
        expect(messages.filter(({ Type }) => Type === 'NotJson')).toEqual([])
      }
    })

    const malformed = fromClient.filter(({ file }) => file.startsWith('errors/'))
    test.each(malformed)(
      '$file is answered with the Error that the corpus has for it',
      ({ file, message }) => {
        const place = files.findIndex((one) => one.file === file)
        const next = files[place + 1]
        const printed = next?.direction === 'server' ? messagesIn(next.message)[0] : undefined
        const [error, ...more] = answers(message, messagesIn(message)[0]?.['Type'] === 'Post').messages
        expect(error?.['Type']).toBe('Error')
        expect(more).toEqual([])
        if (printed !== undefined)
          expect([error?.['ID'], error?.['Text']]).toEqual([printed['ID'], printed['Text']])
      },
    )
  },
)
