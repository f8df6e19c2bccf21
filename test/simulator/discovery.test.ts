import { describe, expect, it } from 'vitest'
import { createSimulator } from '../../src/simulator/index.js'
import {
  clientToken,
  get,
  machineToken,
  passwordForm,
  postForm,
  simulate,
  v1,
  type Message,
} from './support.js'

const path = '/streaming/pricing/v1/'

const services = (answer: { body: Message }): Message[] => answer.body['services'] as Message[]

describe('service discovery', () => {
  it('answers the tokens of both versions', () => {
    const simulator = createSimulator()
    expect(get(simulator, path, machineToken(simulator)).status).toBe(200)
    expect(get(simulator, path, clientToken(simulator)).status).toBe(200)
  })

  it.each([
    ['no token', undefined],
    ['a made-up token', 'x'],
  ])('answers %s with a 401 in the style of the gateway', (_, token) => {
    expect(get(createSimulator(), path, token)).toMatchObject({
      status: 401,
      body: { error: { code: '401', status: 'Unauthorized' } },
    })
  })

  it('says so when the token has expired', () => {
    simulate({ accessTokenLife: 10 }, ({ simulator, at }) => {
      let token = ''
      at(0, () => (token = machineToken(simulator)))
      at(9_999, () => {
        expect(get(simulator, path, token).status).toBe(200)
      })
      at(10_000, () => {
        expect(get(simulator, path, token).body['error']).toMatchObject({ message: 'token expired' })
      })
    })
  })

  it('answers 403 to a token that was asked for without scope', () => {
    const simulator = createSimulator()
    const { body } = postForm(simulator, v1, { ...passwordForm, scope: '' })
    expect(get(simulator, path, String(body['access_token'])).status).toBe(403)
  })

  it('filters by transport, data format and provider', () => {
    const simulator = createSimulator()
    const token = clientToken(simulator)
    const transports = (query: string) => [
      ...new Set(services(get(simulator, path + query, token)).map((one) => one['transport'] as string)),
    ]
    expect(transports('')).toEqual(['websocket', 'tcp'])
    expect(transports('?transport=websocket')).toEqual(['websocket'])
    expect(transports('?dataformat=rwf')).toEqual(['tcp'])
    expect(transports('?provider=azure')).toEqual([])
  })

  it('offers multi-zone and single-zone endpoints of several regions', () => {
    const simulator = createSimulator()
    const list = services(get(simulator, `${path}?transport=websocket`, clientToken(simulator)))
    const zones = list.map((one) => one['location'] as string[])
    for (const region of ['us-east-1', 'eu-west-1', 'ap-southeast-1']) {
      const lengths = zones.filter(([zone]) => zone!.startsWith(region)).map(({ length }) => length)
      expect(lengths).toEqual([2, 1, 1])
    }
    expect(list[0]).toMatchObject({
      endpoint: 'us-east-1-mr.simulator.test',
      port: 443,
      dataFormat: ['tr_json2'],
    })
  })

  it('names two hosts of loopback and the port in use when it is reached there', () => {
    const simulator = createSimulator({ deadEndpoints: 1 })
    const list = services(
      get(simulator, `http://127.0.0.1:4711${path}?transport=websocket`, clientToken(simulator)),
    )
    expect(list.slice(0, 4).map(({ endpoint, port }) => `${String(endpoint)}:${String(port)}`)).toEqual([
      '127.0.0.1:9',
      'localhost:4711',
      'localhost:4711',
      '127.0.0.1:4711',
    ])
  })

  it('gives the list of the options', () => {
    const simulator = createSimulator({ endpoints: [{ endpoint: 'a.test', port: 1, location: [] }] })
    expect(services(get(simulator, path, clientToken(simulator)))).toEqual([
      {
        provider: 'aws',
        transport: 'websocket',
        endpoint: 'a.test',
        port: 1,
        dataFormat: ['tr_json2'],
        location: [],
      },
    ])
  })

  it('knows no other path and no other method', () => {
    const simulator = createSimulator()
    expect(get(simulator, '/streaming/pricing/v1', clientToken(simulator)).status).toBe(404)
    expect(postForm(simulator, path, {}).status).toBe(405)
  })
})
