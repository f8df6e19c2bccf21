import { describe, expect, it } from 'vitest'
import { corpusFolder, readCorpus, type CorpusFile } from '../support/corpus.js'
import { connect, machineToken, simulate, type Message } from './support.js'

const folder = corpusFolder()
const skipped = folder === undefined ? ' (skipped: there is no corpus, see RX_OMM_CORPUS)' : ''

type Example = Omit<CorpusFile, 'message'> & { readonly message: Message }

/** What the vendor's specification prints. */
const examples = folder === undefined ? [] : (readCorpus(folder) as readonly Example[])

const answers = (message: Message, options = {}): Message[] => {
  let messages: Message[] = []
  simulate({ updateRate: 0, ...options }, ({ network, simulator, at }) => {
    const client = connect(network)
    const login = message['Domain'] === 'Login' && message['Type'] === undefined
    if (!login) client.loginByName()
    if (!login && message['ID'] === 2 && 'Type' in message) client.send({ ID: 2, Key: { Name: 'TRI.N' } })
    let before = 0
    at(1, () => {
      before = client.messages.length
      client.send(
        JSON.stringify(message).replace('aBcDeFgHiJkLmNoPqRsTuVwXyZ', () => machineToken(simulator)),
      )
    })
    at(2, () => (messages = client.messages.slice(before)))
  })
  return messages
}

describe.skipIf(folder === undefined)(`what the specification prints${skipped}`, () => {
  const fromClient = examples.filter(
    ({ direction, file }) => direction === 'client' && !file.startsWith('errors'),
  )

  it.each(fromClient)('$file is understood', ({ message }) => {
    const services = [
      { name: 'ELEKTRON_DD', id: 1 },
      { name: 'ATS201_1', id: 2 },
    ]
    const given = answers(message, { services })
    expect(given.filter(({ Type }) => Type === 'Error')).toEqual([])
    for (const { State, NakCode } of given) {
      expect(NakCode).toBeUndefined()
      expect((State as Message | undefined)?.['Data'] ?? 'Ok').toBe('Ok')
    }
    // A close of one stream and a pong are the only ones without an answer.
    const quiet = (message['Type'] === 'Close' && !Array.isArray(message['ID'])) || message['Type'] === 'Pong'
    expect(given.length > 0).toBe(!quiet)
  })

  const sent = examples.filter(({ direction, file }) => direction === 'client' && file.startsWith('errors'))

  it.each(sent)('$file gets the Error that is printed', ({ file, message }) => {
    const number = Number(/\d+/.exec(file)?.[0])
    const answer = examples.find(
      (one) => one.file.startsWith('errors') && Number(/\d+/.exec(one.file)?.[0]) === number + 1,
    )
    const [error, ...more] = answers(message, { catchUnknownJsonKeys: true })
    expect(more).toEqual([])
    expect(error).toMatchObject({ Type: 'Error', Debug: { Message: JSON.stringify(message) } })
    if (!answer) return
    const [printed] = answer.message as unknown as Message[]
    expect([error!['ID'], error!['Text']]).toEqual([printed!['ID'], printed!['Text']])
    expect('Offset' in (error!['Debug'] as object)).toBe('Offset' in (printed!['Debug'] as object))
  })
})
