import { afterEach, expect, test, vi } from 'vitest'
import type { SimulatorOptions } from '../../src/simulator/index.js'
import { leaks } from '../support/scenario-leaks.js'
import { play } from '../support/scenario.js'

afterEach(() => {
  vi.restoreAllMocks()
})

type Message = Readonly<Record<string, unknown>>

const key = (message: Message): Message => (message['Key'] ?? {}) as Message

/** A server that knows the token of the login and repeats it in what `answer` gives for an item. */
const parrot = (
  answer: (id: number, token: string) => Message,
): NonNullable<SimulatorOptions['intercept']> => {
  let token = ''
  return (message, reply) => {
    if (message['Type'] !== undefined) return false
    if (message['Domain'] === 'Login') {
      token = String((key(message)['Elements'] as Message)['AuthenticationToken'])
      const Elements = { ApplicationName: `host of ${token}`, SupportBatchRequests: 0 }
      reply({
        ID: 1,
        Type: 'Refresh',
        Domain: 'Login',
        Key: { Elements },
        State: { Stream: 'Open', Data: 'Ok' },
      })
    } else reply({ Key: message['Key'], ...answer(Number(message['ID']), token) })
    return true
  }
}

const suspect = (token: string, more: Message = {}): Message => ({
  State: { Stream: 'Open', Data: 'Suspect', Code: token.slice(0, 30), Text: `sent by ${token}`, ...more },
})

test.each<[what: string, answer: (id: number, token: string) => Message]>([
  ['the state of an image', (ID, token) => ({ ID, Type: 'Refresh', ...suspect(token), Fields: { BID: 1 } })],
  ['a status', (ID, token) => ({ ID, Type: 'Status', ...suspect(token) })],
  ['the end of an item', (ID, token) => ({ ID, Type: 'Status', ...suspect(token, { Stream: 'Closed' }) })],
  [
    'a redirect',
    (ID, token) => ({ ID, Type: 'Status', Key: 0, ...suspect(token, { Stream: 'Redirected' }) }),
  ],
  ['an Error', (ID, token) => ({ ID, Type: 'Error', Text: `bad ${token}`, Debug: { Message: token } })],
])('the token that a server repeats in %s is not printed', (_, answer) => {
  const told = leaks()
  play({ v2: {}, simulator: { intercept: parrot(answer) } }, ({ consumer, simulator, advance }) => {
    told.follow(consumer.state$)
    told.follow(consumer.events$)
    told.follow(consumer.item('EUR='))
    told.follow(consumer.items(['JPY=', 'GBP=']))
    advance(1_000)
    expect(simulator.received.some((entry) => entry.kind === 'frame')).toBe(true)
  })
  expect(told.text()).toMatch(/ready[^]*host of \[token\]/)
  expect(told.text()).toContain('[token]')
  // Tokens of the simulator are 1200 characters of this alphabet; nothing else is as long.
  expect(told.text()).not.toMatch(/[\w-]{64}/)
})
