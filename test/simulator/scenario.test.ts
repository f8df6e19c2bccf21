import { describe, expect, it } from 'vitest'
import {
  clientForm,
  clientToken,
  connect,
  get,
  machineToken,
  passwordForm,
  postForm,
  simulate,
  v1,
  v2,
  type Client,
  type Stage,
} from './support.js'

const stateOf = (client: Client, id: number): unknown => client.of(id).at(-1)?.['State']

const online = (test: (stage: Stage & { client: Client }) => void, options = {}): void => {
  simulate({ updateRate: 0, ...options }, (stage) => {
    const client = connect(stage.network)
    client.loginByName()
    client.send({ ID: 2, Key: { Name: 'EUR=' } })
    test({ ...stage, client })
  })
}

describe('connections', () => {
  it('are dropped with or without a code, all or one', () => {
    simulate({}, ({ network, simulator, at }) => {
      const [first, second] = [connect(network), connect(network)]
      at(1, () => {
        simulator.drop({ connection: 1, code: 1001, reason: 'going away' })
      })
      at(2, () => {
        expect(first.ended).toMatchObject([{ code: 1001, reason: 'going away' }])
        expect(second.ended).toEqual([])
        simulator.drop()
      })
      at(3, () => {
        expect(second.ended).toMatchObject([{ code: 1006, reason: '' }])
      })
    })
  })

  it('go silent without closing, past every time-out, and resume', () => {
    online(
      ({ client, simulator, at }) => {
        let count = 0
        at(1_500, () => {
          simulator.goSilent()
          count = client.messages.length
        })
        at(100_000, () => {
          client.send({ Type: 'Ping' })
        })
        at(100_500, () => {
          expect(client.messages).toHaveLength(count)
          expect(client.ended).toEqual([])
          simulator.resume()
          client.send({ Type: 'Ping' })
        })
        at(135_000, () => {
          // Keep-alive is back as well.
          expect(client.ended).toMatchObject([{ code: 1006 }])
        })
        at(101_900, () => {
          expect(client.messages.slice(count).map(({ Type }) => Type as string)).toEqual(
            expect.arrayContaining(['Pong', 'Update']),
          )
        })
      },
      { updateRate: 1 },
    )
  })

  it('are refused while nobody listens, open ones go on, and accepted again', () => {
    online(({ client, simulator, network, at }) => {
      let refused: Client | undefined
      let later: Client | undefined
      at(1, () => {
        simulator.stopAccepting()
        refused = connect(network)
        expect(get(simulator, '/').status).toBe(0)
      })
      at(2, () => {
        expect(refused!.ended).toMatchObject([{ code: 1006 }])
        client.send({ Type: 'Ping' })
        simulator.accept()
        later = connect(network)
        later.loginByName()
      })
      at(3, () => {
        expect(client.messages.at(-1)).toEqual({ Type: 'Pong' })
        expect(stateOf(later!, 1)).toMatchObject({ Stream: 'Open' })
      })
    })
  })

  it('are refused alone, while the token service answers', () => {
    simulate({}, ({ simulator, network, at }) => {
      simulator.stopAccepting({ only: 'webSocket' })
      expect(postForm(simulator, v1, passwordForm).status).toBe(200)
      const client = connect(network)
      at(1, () => {
        expect(client.ended).toHaveLength(1)
      })
    })
  })

  it('are delayed and limited in bandwidth, in order', () => {
    simulate({ updateRate: 0, packing: 0 }, ({ simulator, network, at }) => {
      simulator.delay(500)
      simulator.limitBandwidth(1_000)
      const client = connect(network)
      client.loginByName()
      client.send({ Type: 'Ping' })
      at(499, () => {
        expect(client.messages).toEqual([])
      })
      at(900, () => {
        // The login refresh has some 500 characters, so half a second is its due on top of the delay.
        expect(client.messages).toEqual([])
      })
      at(1_500, () => {
        expect(client.messages.map(({ Type }) => Type as string)).toEqual(['Refresh', 'Pong'])
        simulator.clear()
        client.send({ Type: 'Ping' })
      })
      at(1_501, () => {
        expect(client.messages).toHaveLength(3)
      })
    })
  })

  it('are cut at once, whatever is still under way', () => {
    simulate({}, ({ simulator, network, at }) => {
      const client = connect(network)
      at(1, () => {
        simulator.delay(1_000)
        client.loginByName()
      })
      at(10, () => {
        simulator.drop()
      })
      at(2_000, () => {
        expect(client.messages).toEqual([])
        expect(client.ended).toMatchObject([{ at: 10, code: 1006 }])
      })
    })
  })

  it('get nonsense: malformed, duplicate, late and unknown frames', () => {
    online(({ client, simulator, at }) => {
      client.send({ ID: 3, Key: { Name: 'JPY=' } })
      client.send({ ID: 3, Type: 'Close' })
      at(1, () => {
        const before = client.messages.length
        simulator.sendDuplicate()
        simulator.sendMalformed()
        simulator.sendLate()
        simulator.sendUnknownId()
        simulator.sendRaw('[]')
        simulator.sendRaw('{"Type":"Ping"}', { connection: 99 })
        at(2, () => undefined)
        expect(client.messages).toHaveLength(before)
      })
      at(3, () => {
        const frames = client.frames.slice(-5)
        expect(frames[0]).toBe(client.frames.at(-6))
        expect(() => JSON.parse(frames[1]!) as unknown).toThrow()
        expect(JSON.parse(frames[2]!)).toMatchObject([{ ID: 3, Type: 'Update' }])
        expect(JSON.parse(frames[3]!)).toMatchObject([{ ID: 2_000_000_000, Type: 'Update' }])
        expect(frames[4]).toBe('[]')
      })
    })
  })
})

describe('logins', () => {
  it.each([
    ['closeLogin', { Stream: 'Closed', Code: 'NotEntitled', Text: 'Force Logout from DACS.' }],
    ['closeRecoverLogin', { Stream: 'ClosedRecover', Code: 'DacsDown' }],
  ] as const)('are ended by %s, and the connection after them', (verb, state) => {
    online(({ client, simulator, at }) => {
      at(1, () => {
        simulator[verb]()
      })
      at(2, () => {
        expect(stateOf(client, 1)).toMatchObject({ ...state, Data: 'Suspect' })
        expect(simulator.connections[0]).toMatchObject({ login: 'ended', streams: new Map() })
      })
      at(200, () => {
        expect(client.ended).toHaveLength(1)
      })
    })
  })

  it('are closed with any code and text, and the connection stays if told so', () => {
    online(({ client, simulator, at }) => {
      at(1, () => {
        simulator.closeLogin({ code: 'MaxLoginsReached', text: 'no more', thenClose: false })
      })
      at(5_000, () => {
        expect(stateOf(client, 1)).toMatchObject({
          Stream: 'Closed',
          Code: 'MaxLoginsReached',
          Text: 'no more',
        })
        expect(client.ended).toEqual([])
      })
    })
  })

  it('are suspended and restored, and streams go on', () => {
    online(({ client, simulator, at }) => {
      at(1, () => {
        simulator.suspendLogin()
      })
      at(2, () => {
        expect(stateOf(client, 1)).toMatchObject({ Stream: 'Open', Data: 'Suspect' })
        simulator.restoreLogin()
      })
      at(3, () => {
        expect(stateOf(client, 1)).toMatchObject({ Stream: 'Open', Data: 'Ok' })
        expect(simulator.connections[0]!.streams.size).toBe(1)
      })
    })
  })

  it('are refused so many times with any state, then accepted', () => {
    simulate({}, ({ network, simulator, at }) => {
      simulator.refuseLogins(2, { stream: 'ClosedRecover', code: 'NoResources', text: 'later' })
      const clients = [connect(network), connect(network), connect(network)]
      for (const client of clients) client.loginByName()
      at(1, () => {
        expect(clients.map((client) => stateOf(client, 1))).toMatchObject([
          { Stream: 'ClosedRecover', Code: 'NoResources', Text: 'later' },
          { Stream: 'ClosedRecover' },
          { Stream: 'Open' },
        ])
      })
    })
  })

  it('are answered late, or never', () => {
    simulate({}, ({ network, simulator, at }) => {
      simulator.delayLogin(2_000)
      const late = connect(network)
      late.loginByName()
      let never: Client | undefined
      at(10, () => {
        simulator.delayLogin(Infinity)
        never = connect(network)
        never.loginByName()
      })
      at(1_999, () => {
        expect(late.messages).toEqual([])
        expect(simulator.connections).toMatchObject([{ login: 'pending' }, { login: 'pending' }])
      })
      at(2_001, () => {
        expect(late.messages).toHaveLength(1)
        expect(never!.messages).toEqual([])
      })
    })
  })

  it('get a storm of pings before their answer', () => {
    simulate({}, ({ network, simulator, at }) => {
      simulator.pingStorm(100)
      const client = connect(network)
      client.loginByName()
      at(1, () => {
        expect(client.messages).toHaveLength(101)
        expect(client.messages.at(-1)).toMatchObject({ Domain: 'Login' })
      })
    })
  })
})

describe('tokens', () => {
  it('expire early: V1 logins are closed, V2 logins live on, and both are useless afterwards', () => {
    simulate({}, ({ network, simulator, at }) => {
      const [first, second, third] = [connect(network), connect(network), connect(network)]
      const token = clientToken(simulator)
      first.loginByToken(machineToken(simulator))
      second.loginByToken(token)
      at(1, () => {
        simulator.expireTokens()
        third.loginByToken(token)
      })
      at(2, () => {
        expect(stateOf(first, 1)).toMatchObject({ Stream: 'Closed' })
        expect(stateOf(second, 1)).toMatchObject({ Stream: 'Open' })
        expect(stateOf(third, 1)).toMatchObject({ Stream: 'Closed', Code: 'Error' })
        expect(get(simulator, '/streaming/pricing/v1/', token).status).toBe(401)
      })
    })
  })

  it('are refused by grant, so many times', () => {
    simulate({}, ({ simulator }) => {
      const { body } = postForm(simulator, v1, passwordForm)
      const refresh = {
        grant_type: 'refresh_token',
        refresh_token: String(body['refresh_token']),
        username: 'user',
        client_id: 'app',
      }
      simulator.refuseRefreshGrant({ times: 1 })
      expect(postForm(simulator, v1, refresh)).toMatchObject({
        status: 400,
        body: { error: 'invalid_grant' },
      })
      expect(postForm(simulator, v1, refresh).status).toBe(200)
      simulator.refusePassword({ times: 2 })
      expect(postForm(simulator, v1, passwordForm).status).toBe(400)
      expect(postForm(simulator, v2, clientForm).status).toBe(401)
      expect(postForm(simulator, v2, clientForm).status).toBe(200)
    })
  })

  it('are refused in a reissue', () => {
    simulate({}, ({ network, simulator, at }) => {
      const client = connect(network)
      const token = machineToken(simulator)
      client.loginByToken(token)
      at(1, () => {
        simulator.refuseReissue({ times: 1 })
        client.loginByToken(token, { Refresh: false })
      })
      at(2, () => {
        expect(stateOf(client, 1)).toMatchObject({ Stream: 'Closed', Code: 'Error' })
      })
    })
  })
})

describe('HTTP services', () => {
  it('answer with any status, headers and body, so many times', () => {
    simulate({}, ({ simulator }) => {
      simulator.answerTokens({ status: 503, headers: { 'retry-after': '7' } }, { times: 1 })
      expect(postForm(simulator, v1, passwordForm)).toMatchObject({
        status: 503,
        headers: { 'retry-after': '7' },
        body: { error: 'server_error' },
      })
      expect(postForm(simulator, v1, passwordForm).status).toBe(200)
      simulator.answerDiscovery({ status: 307, headers: { location: 'https://other.test/' }, body: '{}' })
      expect(get(simulator, '/streaming/pricing/v1/')).toMatchObject({ status: 307, body: {} })
      simulator.clear()
      expect(get(simulator, '/streaming/pricing/v1/').status).toBe(401)
    })
  })

  it('never answer, or refuse the connection', () => {
    simulate({}, ({ simulator, network, at }) => {
      const seen: string[] = []
      const ask = (): void => {
        network
          .http({ method: 'POST', url: `https://h.test${v1}`, headers: {} })
          .subscribe({ next: () => seen.push('answer'), error: () => seen.push('error') })
      }
      simulator.answerTokens('never', { times: 1 })
      ask()
      at(10, () => {
        simulator.answerTokens('refused', { times: 1 })
        ask()
      })
      at(100_000, () => {
        expect(seen).toEqual(['error'])
        expect(simulator.received.map((entry) => entry.kind === 'http' && entry.status)).toEqual([0, 0])
      })
    })
  })
})

describe('items', () => {
  it('are closed, recoverably or not, and can be asked for again', () => {
    online(({ client, simulator, at }) => {
      at(1, () => {
        simulator.closeRecoverItem('EUR=')
      })
      at(2, () => {
        expect(stateOf(client, 2)).toMatchObject({ Stream: 'ClosedRecover', Data: 'Suspect' })
        client.send({ ID: 3, Key: { Name: 'EUR=' } })
      })
      at(3, () => {
        expect(client.of(3)).toMatchObject([{ Type: 'Refresh' }])
        simulator.closeItem('EUR=', { code: 'Preempted' })
      })
      at(4, () => {
        expect(stateOf(client, 3)).toMatchObject({ Stream: 'Closed', Code: 'Preempted' })
        expect(simulator.connections[0]!.streams.size).toBe(0)
      })
    })
  })

  it('are closed recoverably for ever, until that is taken back', () => {
    online(({ client, simulator, at }) => {
      at(1, () => {
        simulator.closeRecoverItem('EUR=', { forever: true })
        client.send({ ID: 3, Key: { Name: 'EUR=' } })
      })
      at(2, () => {
        expect(stateOf(client, 3)).toMatchObject({ Stream: 'ClosedRecover' })
        simulator.answerItem('EUR=', undefined)
        client.send({ ID: 4, Key: { Name: 'EUR=' } })
      })
      at(3, () => {
        expect(client.of(4)).toMatchObject([{ Type: 'Refresh' }])
      })
    })
  })

  it('get any answer to a request; one that is open opens the stream without an image', () => {
    online(({ client, simulator, at }) => {
      simulator.answerItem('A.X', { stream: 'Open', data: 'Suspect', text: 'wait' })
      client.send({ ID: 3, Key: { Name: 'A.X' } })
      at(1, () => {
        expect(client.of(3)).toMatchObject([{ Type: 'Status', State: { Stream: 'Open', Data: 'Suspect' } }])
        simulator.refreshItem('A.X')
      })
      at(2, () => {
        expect(client.of(3)[1]).toMatchObject({ Type: 'Refresh', Solicited: false })
      })
    })
  })

  it('get a status, a refresh or an update when told to', () => {
    online(({ client, simulator, at }) => {
      at(1, () => {
        simulator.suspectItem('EUR=')
        simulator.itemStatus('EUR=', { text: 'fine' })
        simulator.updateItem('EUR=', { BID: 1.5, ASK: null })
        simulator.refreshItem('EUR=')
        simulator.updateItem('EUR=')
        simulator.updateItem('JPY=')
      })
      at(2, () => {
        expect(client.of(2).slice(1)).toMatchObject([
          { Type: 'Status', State: { Stream: 'Open', Data: 'Suspect' } },
          { Type: 'Status', State: { Stream: 'Open', Data: 'Ok', Text: 'fine' } },
          { Type: 'Update', Fields: { BID: 1.5, ASK: null } },
          { Type: 'Refresh', Solicited: false, Fields: { BID: 1.5, ASK: null } },
          { Type: 'Update' },
        ])
      })
    })
  })

  it('are redirected to another name', () => {
    online(({ client, simulator, at }) => {
      at(1, () => {
        simulator.redirectItem('EUR=', 'EUR=X')
      })
      at(2, () => {
        expect(client.of(2).at(-1)).toMatchObject({ Key: { Name: 'EUR=X' }, State: { Stream: 'Redirected' } })
        expect(simulator.connections[0]!.streams.size).toBe(0)
      })
    })
  })

  it('are told apart by connection', () => {
    online(({ client, network, simulator, at }) => {
      const other = connect(network)
      other.loginByName()
      other.send({ ID: 7, Key: { Name: 'EUR=' } })
      at(1, () => {
        simulator.closeItem('EUR=', { connection: 2 })
      })
      at(2, () => {
        expect(stateOf(other, 7)).toMatchObject({ Stream: 'Closed' })
        expect(stateOf(client, 2)).toMatchObject({ Stream: 'Open' })
      })
    })
  })
})

describe('a service that goes down', () => {
  it('makes every item suspect, and refreshes it unasked when it is back', () => {
    online(
      ({ client, simulator, at }) => {
        client.send({ ID: 3, Domain: 'Source', Key: { Filter: 2 } })
        at(10, () => {
          simulator.suspectAll()
          client.send({ ID: 4, Key: { Name: 'NEW.X' } })
        })
        at(60_000, () => {
          const suspect = { Stream: 'Open', Data: 'Suspect', Text: '**F10: Service Down' }
          expect(client.of(2)).toMatchObject([{ Type: 'Refresh' }, { Type: 'Status', State: suspect }])
          expect(client.of(4)).toMatchObject([{ Type: 'Status', State: suspect }])
          expect(JSON.stringify(client.of(3)[1])).toContain('"ServiceState":0')
          simulator.recoverAll()
        })
        at(60_010, () => {
          expect(client.of(2)[2]).toMatchObject({ Type: 'Refresh', Solicited: false })
          expect(client.of(4)[1]).toMatchObject({ Type: 'Refresh', Solicited: false })
          expect(JSON.stringify(client.of(3)[2])).toContain('"ServiceState":1')
        })
        at(63_000, () => {
          expect(client.of(2).at(-1)).toMatchObject({ Type: 'Update' })
        })
      },
      { updateRate: 1, pingTimeout: 0 },
    )
  })

  it('closes items recoverably where the server says that it does not recover them', () => {
    online(
      ({ client, simulator, at }) => {
        at(1, () => {
          simulator.suspectAll()
        })
        at(2, () => {
          expect(client.of(1)[0]).toMatchObject({ Key: { Elements: { SingleOpen: 0, AllowSuspectData: 0 } } })
          expect(stateOf(client, 2)).toMatchObject({ Stream: 'ClosedRecover' })
        })
      },
      { capabilities: { SingleOpen: 0, AllowSuspectData: 0 } },
    )
  })

  it('closes items recoverably for a client that wants to recover them itself', () => {
    simulate({ updateRate: 0 }, ({ network, simulator, at }) => {
      const client = connect(network)
      client.loginByName('me', { SingleOpen: 0, AllowSuspectData: 0 })
      client.send({ ID: 2, Key: { Name: 'EUR=' } })
      at(1, () => {
        simulator.suspectAll({ service: 'ELEKTRON_DD' })
        client.send({ ID: 3, Key: { Name: 'JPY=' } })
      })
      at(2, () => {
        expect(stateOf(client, 2)).toMatchObject({ Stream: 'ClosedRecover', Text: '**F10: Service Down' })
        expect(stateOf(client, 3)).toMatchObject({ Stream: 'ClosedRecover' })
      })
    })
  })
})
