import { asyncScheduler } from 'rxjs'
import { TestScheduler } from 'rxjs/testing'
import { expect } from 'vitest'
import {
  createSimulator,
  inMemory,
  type InMemory,
  type InMemoryOptions,
  type Simulator,
  type SimulatorOptions,
} from '../../src/simulator/index.js'

/** A message as it came; a test knows what it expects. */
export type Message = Record<string, unknown>

/** The answer to an HTTP request, body parsed. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Message
}

const request = (
  simulator: Simulator,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: string,
) => {
  let answer: Answer | undefined
  simulator
    .http({
      method: method as 'GET',
      url: path.startsWith('http') ? path : `https://api.simulator.test${path}`,
      headers,
      ...(body === undefined ? {} : { body }),
    })
    .subscribe({
      next: ({ status, headers: given, body: text }) => {
        answer = { status, headers: given, body: JSON.parse(text) as Message }
      },
      error: () => {
        answer = { status: 0, headers: {}, body: {} }
      },
    })
  return answer
}

/** Posts a form; the core answers in the same moment, except for signed assertions. */
export const postForm = (
  simulator: Simulator,
  path: string,
  form: Record<string, string>,
  { method = 'POST', type = 'application/x-www-form-urlencoded' } = {},
): Answer => {
  const answer = request(
    simulator,
    method,
    path,
    { 'content-type': type },
    new URLSearchParams(form).toString(),
  )
  if (!answer) throw new Error('no answer yet')
  return answer
}

/** Asks by GET. */
export const get = (simulator: Simulator, path: string, bearer?: string): Answer => {
  const answer = request(
    simulator,
    'GET',
    path,
    bearer === undefined ? {} : { authorization: `Bearer ${bearer}` },
  )
  if (!answer) throw new Error('no answer yet')
  return answer
}

export const v1 = '/auth/oauth2/v1/token'
export const v2 = '/auth/oauth2/v2/token'

/** A good password grant. */
export const passwordForm = {
  grant_type: 'password',
  username: 'user',
  password: 'password',
  client_id: 'app',
  scope: 'trapi.streaming.pricing.read',
  takeExclusiveSignOnControl: 'true',
}

/** A good client credentials grant. */
export const clientForm = {
  grant_type: 'client_credentials',
  client_id: 'client',
  client_secret: 'secret',
  scope: 'trapi.streaming.pricing.read',
}

export const machineToken = (simulator: Simulator): string =>
  String(postForm(simulator, v1, passwordForm).body['access_token'])

export const clientToken = (simulator: Simulator): string =>
  String(postForm(simulator, v2, clientForm).body['access_token'])

/** A client without any intelligence. */
export interface Client {
  /** Sends a message, or a frame as it is; what is sent before the socket is open waits. */
  send(message: object | string): void
  loginByName(name?: string, elements?: Message): void
  loginByToken(token: string, more?: Message): void
  close(): void
  /** All messages, in order. */
  readonly messages: Message[]
  readonly frames: string[]
  /** Messages for one stream. */
  of(id: number): Message[]
  /** When and how it ended. */
  readonly ended: { at: number; code: number; reason: string }[]
  readonly protocol: () => string
}

/** Opens a connection. */
export const connect = (
  network: InMemory,
  url = 'wss://h.simulator.test/WebSocket',
  protocols = ['tr_json2'],
): Client => {
  const socket = network.webSocket(url, protocols)
  const waiting: string[] = []
  const messages: Message[] = []
  const frames: string[] = []
  const ended: { at: number; code: number; reason: string }[] = []
  let open = false
  socket.onopen = () => {
    open = true
    for (const frame of waiting) socket.send(frame)
  }
  socket.onmessage = ({ data }) => {
    const frame = String(data)
    frames.push(frame)
    try {
      messages.push(...(JSON.parse(frame) as Message[]))
    } catch {
      messages.push({ Type: 'NotJson' })
    }
  }
  socket.onclose = ({ code, reason }) => {
    ended.push({ at: asyncScheduler.now(), code, reason })
  }
  const send = (message: object | string): void => {
    const frame = typeof message === 'string' ? message : JSON.stringify(message)
    if (open) socket.send(frame)
    else waiting.push(frame)
  }
  const position = { ApplicationId: '256', Position: '127.0.0.1/net' }
  return {
    send,
    messages,
    frames,
    ended,
    of: (id) => messages.filter((message) => message['ID'] === id),
    protocol: () => socket.protocol,
    close: () => {
      socket.close(1000)
    },
    loginByName: (name = 'me', elements = {}) => {
      send({ ID: 1, Domain: 'Login', Key: { Name: name, Elements: { ...position, ...elements } } })
    },
    loginByToken: (token, more = {}) => {
      send({
        ID: 1,
        Domain: 'Login',
        Key: { NameType: 'AuthnToken', Elements: { ...position, AuthenticationToken: token } },
        ...more,
      })
    },
  }
}

/** What a test in virtual time works with. */
export interface Stage {
  readonly simulator: Simulator
  readonly network: InMemory
  /** Does something at a time, in milliseconds since the start. */
  readonly at: (milliseconds: number, act: () => void) => void
}

/** Runs a test in virtual time; the simulator is stopped after the last `at`. */
export const simulate = (
  options: SimulatorOptions,
  test: (stage: Stage) => void,
  memory: InMemoryOptions = {},
): void => {
  let failure: unknown
  let last = 0
  new TestScheduler((actual, expected) => {
    expect(actual).toEqual(expected)
  }).run(() => {
    const simulator = createSimulator(options)
    const network = inMemory(simulator, { delay: 0, ...memory })
    test({
      simulator,
      network,
      at: (milliseconds, act) => {
        last = Math.max(last, milliseconds)
        asyncScheduler.schedule(() => {
          // An error inside a scheduled action would be lost otherwise.
          try {
            act()
          } catch (error) {
            failure ??= error
          }
        }, milliseconds)
      },
    })
    asyncScheduler.schedule(() => {
      simulator.stop()
    }, last + 1)
  })
  if (failure !== undefined) throw failure as Error
}
