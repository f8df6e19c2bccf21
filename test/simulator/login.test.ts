import { describe, expect, it } from 'vitest'
import { inMemory } from '../../src/simulator/index.js'
import {
  clientToken,
  connect,
  machineToken,
  passwordForm,
  postForm,
  simulate,
  v1,
  type Client,
} from './support.js'

const stateOf = (client: Client, id = 1): unknown => client.of(id).at(-1)?.['State']

describe('a login', () => {
  it('is accepted by name, with capabilities in the key and limits in the payload', () => {
    simulate({}, ({ network, simulator, at }) => {
      const client = connect(network)
      client.loginByName('me')
      at(1, () => {
        expect(client.messages).toMatchObject([
          {
            ID: 1,
            Type: 'Refresh',
            Domain: 'Login',
            Key: {
              Name: 'me',
              Elements: { SupportBatchRequests: 7, SingleOpen: 1, Position: '127.0.0.1/net' },
            },
            State: { Stream: 'Open', Data: 'Ok' },
            Elements: { PingTimeout: 30, MaxMsgSize: 61440 },
          },
        ])
        expect(client.messages[0]!['State']).not.toHaveProperty('Code')
        expect(simulator.connections).toMatchObject([{ number: 1, login: 'open', user: 'me' }])
      })
    })
  })

  it.each([
    ['V1', machineToken, 'user'],
    ['V2', clientToken, 'client'],
  ])('is accepted with a token of %s, and the key has no name', (_, tokenOf, user) => {
    simulate({}, ({ network, simulator, at }) => {
      const client = connect(network)
      const token = tokenOf(simulator)
      client.loginByToken(token)
      at(1, () => {
        expect(stateOf(client)).toMatchObject({ Stream: 'Open', Data: 'Ok' })
        expect(client.messages[0]!['Key']).not.toHaveProperty('Name')
        expect(simulator.connections).toMatchObject([{ user, token }])
      })
    })
  })

  it('may wrap its elements with their types, and gets them back without', () => {
    const wrapped = (Type: string, Data: unknown): object => ({ Type, Data })
    simulate({ latencyEvery: 60_000 }, ({ network, simulator, at }) => {
      const client = connect(network)
      const Elements = {
        AuthenticationToken: wrapped('AsciiString', clientToken(simulator)),
        ApplicationId: wrapped('AsciiString', '256'),
        Position: wrapped('AsciiString', '127.0.0.1/net'),
        SingleOpen: wrapped('UInt', 0),
        RoundTripLatency: wrapped('UInt', 2),
      }
      client.send({ ID: 1, Domain: 'Login', Key: { NameType: 'AuthnToken', Elements } })
      at(1, () => {
        expect(client.messages[0]).toMatchObject({
          Key: {
            Elements: { ApplicationId: '256', Position: '127.0.0.1/net', SingleOpen: 0, RoundTripLatency: 2 },
          },
          State: { Stream: 'Open', Data: 'Ok' },
        })
      })
    })
  })

  it('is closed for a token that the token service never gave out, and then the connection too', () => {
    simulate({}, ({ network, at }) => {
      const client = connect(network)
      client.loginByToken('made-up')
      at(99, () => {
        expect(stateOf(client)).toEqual({
          Stream: 'Closed',
          Data: 'Suspect',
          Code: 'Error',
          Text: 'Login Denied:Failed to validate sso token',
        })
        expect(client.ended).toEqual([])
      })
      at(101, () => {
        expect(client.ended).toMatchObject([{ code: 1000 }])
      })
    })
  })

  it('is closed for a token that has expired by then', () => {
    simulate({ clientTokenLife: 60 }, ({ network, simulator, at }) => {
      const token = clientToken(simulator)
      let late: Client | undefined
      at(60_000, () => {
        late = connect(network)
        late.loginByToken(token)
      })
      at(60_050, () => {
        expect(stateOf(late!)).toMatchObject({ Stream: 'Closed', Code: 'Error' })
      })
    })
  })

  it('is refused without a name and for a name that is not on the list', () => {
    simulate({ loginNames: ['me'] }, ({ network, at }) => {
      const [nobody, stranger, me] = [connect(network), connect(network), connect(network)]
      nobody.loginByName('')
      stranger.loginByName('you')
      me.loginByName('me')
      at(1, () => {
        expect(stateOf(nobody)).toMatchObject({ Stream: 'Closed', Code: 'UsageError' })
        expect(stateOf(stranger)).toMatchObject({ Stream: 'Closed', Code: 'UserUnknownToPermSys' })
        expect(stateOf(me)).toMatchObject({ Stream: 'Open' })
      })
    })
  })

  it('is refused on a second id, and the first one lives on', () => {
    simulate({}, ({ network, simulator, at }) => {
      const client = connect(network)
      client.loginByName()
      client.send({ ID: 9, Domain: 'Login', Key: { Name: 'me' } })
      at(1, () => {
        expect(stateOf(client, 9)).toEqual({
          Stream: 'Closed',
          Data: 'Suspect',
          Code: 'UsageError',
          Text: 'Login rejected. Already pending login.',
        })
        expect(simulator.connections).toMatchObject([{ login: 'open' }])
      })
    })
  })

  it('is needed before anything is served, but a ping is answered', () => {
    simulate({}, ({ network, at }) => {
      const client = connect(network)
      client.send({ Type: 'Ping' })
      client.send({ ID: 2, Key: { Name: 'EUR=' } })
      at(1, () => {
        expect(client.messages[0]).toEqual({ Type: 'Pong' })
        expect(stateOf(client, 2)).toMatchObject({ Stream: 'Closed', Code: 'UsageError' })
      })
    })
  })

  it('ends every stream when it is closed, without a status', () => {
    simulate({}, ({ network, simulator, at }) => {
      const client = connect(network)
      client.loginByName()
      client.send({ ID: 2, Key: { Name: 'EUR=' } })
      at(1, () => {
        client.send({ ID: 1, Type: 'Close', Domain: 'Login' })
      })
      at(5_000, () => {
        expect(client.messages).toHaveLength(2)
        expect(simulator.connections).toMatchObject([{ login: 'ended', streams: new Map() }])
      })
    })
  })

  it('is limited in number for one user', () => {
    simulate({ maxLoginsPerUser: 1 }, ({ network, at }) => {
      const [first, second] = [connect(network), connect(network)]
      first.loginByName()
      second.loginByName()
      at(1, () => {
        expect(stateOf(second)).toMatchObject({ Stream: 'Closed', Code: 'ExceededMaxMountsPerUser' })
      })
    })
  })

  it('throws out the earlier one of the same user when logins are exclusive', () => {
    simulate({ exclusiveLogins: true }, ({ network, at }) => {
      const [first, second] = [connect(network), connect(network)]
      first.loginByName()
      second.loginByName()
      at(1, () => {
        expect(stateOf(first)).toMatchObject({ Stream: 'Closed', Code: 'NotEntitled' })
        expect(stateOf(second)).toMatchObject({ Stream: 'Open' })
      })
    })
  })

  it('takes the capabilities of the options; null leaves one out', () => {
    simulate(
      { capabilities: { SupportBatchRequests: 0, SupportOMMPost: null }, pingTimeout: 6 },
      ({ network, at }) => {
        const client = connect(network)
        client.loginByName()
        at(1, () => {
          const { Key, Elements } = client.messages[0] as { Key: { Elements: object }; Elements: object }
          expect(Key.Elements).toMatchObject({ SupportBatchRequests: 0 })
          expect(Key.Elements).not.toHaveProperty('SupportOMMPost')
          expect(Elements).toMatchObject({ PingTimeout: 6 })
        })
      },
    )
  })
})

describe('a login from cookies', () => {
  it('comes unasked on stream -1, and is logged out there', () => {
    simulate({ cookieLogin: true }, ({ simulator, at }) => {
      const cookie = `AuthToken=${clientToken(simulator)}; position=10.1.1.1/net; applicationId=256`
      const client = connect(inMemory(simulator, { delay: 0, headers: { cookie } }))
      const without = connect(inMemory(simulator, { delay: 0 }))
      at(1, () => {
        expect(client.messages).toMatchObject([
          { ID: -1, Type: 'Refresh', Domain: 'Login', Key: { Elements: { Position: '10.1.1.1/net' } } },
        ])
        expect(without.messages).toEqual([])
        client.send({ ID: -1, Type: 'Close', Domain: 'Login' })
      })
      at(2, () => {
        expect(simulator.connections[0]).toMatchObject({ login: 'ended' })
      })
    })
  })

  it('is rejected for a bad token in the same way', () => {
    simulate({ cookieLogin: true }, ({ simulator, at }) => {
      const client = connect(inMemory(simulator, { delay: 0, headers: { cookie: 'AuthToken=x' } }))
      at(1, () => {
        expect(stateOf(client, -1)).toMatchObject({ Stream: 'Closed', Code: 'Error' })
      })
    })
  })
})

describe('a V1 session', () => {
  it('is closed when its token runs out without a reissue, and then the connection', () => {
    simulate({ accessTokenLife: 60, updateRate: 0, pingTimeout: 0 }, ({ network, simulator, at }) => {
      const client = connect(network)
      client.loginByToken(machineToken(simulator))
      at(59_999, () => {
        expect(client.messages).toHaveLength(1)
      })
      at(60_001, () => {
        expect(stateOf(client)).toMatchObject({ Stream: 'Closed', Data: 'Suspect', Code: 'NotEntitled' })
      })
      at(60_200, () => {
        expect(client.ended).toMatchObject([{ code: 1000 }])
      })
    })
  })

  it('lives on with a reissue in time, which gets no answer', () => {
    simulate({ accessTokenLife: 60, pingTimeout: 0 }, ({ network, simulator, at }) => {
      const client = connect(network)
      client.loginByToken(machineToken(simulator))
      at(50_000, () => {
        client.loginByToken(machineToken(simulator), { Refresh: false })
      })
      at(109_000, () => {
        expect(client.messages).toHaveLength(1)
        expect(simulator.connections).toMatchObject([{ login: 'open' }])
      })
      at(111_000, () => {
        expect(client.ended).toHaveLength(1)
      })
    })
  })

  it('loses its login when another session has signed on and logged in', () => {
    simulate({}, ({ network, simulator, at }) => {
      const [first, second] = [connect(network), connect(network)]
      first.loginByToken(machineToken(simulator))
      at(1, () => {
        const token = machineToken(simulator)
        expect(stateOf(first)).toMatchObject({ Stream: 'Open' })
        second.loginByToken(token)
      })
      at(2, () => {
        expect(stateOf(first)).toMatchObject({ Stream: 'Closed', Code: 'NotEntitled' })
        expect(stateOf(second)).toMatchObject({ Stream: 'Open' })
      })
    })
  })

  it('may have two connections with one token', () => {
    simulate({}, ({ network, simulator, at }) => {
      const token = machineToken(simulator)
      const [first, second] = [connect(network), connect(network)]
      first.loginByToken(token)
      second.loginByToken(token)
      at(1, () => {
        expect([stateOf(first), stateOf(second)]).toMatchObject([{ Stream: 'Open' }, { Stream: 'Open' }])
      })
    })
  })

  it('cannot log in with a token of a session that was evicted', () => {
    simulate({}, ({ network, simulator, at }) => {
      const token = machineToken(simulator)
      postForm(simulator, v1, passwordForm)
      const client = connect(network)
      client.loginByToken(token)
      at(1, () => {
        expect(stateOf(client)).toMatchObject({ Stream: 'Closed', Code: 'Error' })
      })
    })
  })
})

describe('a V2 session', () => {
  it('lives on past the life of its token', () => {
    simulate({ clientTokenLife: 60, pingTimeout: 0 }, ({ network, simulator, at }) => {
      const client = connect(network)
      client.loginByToken(clientToken(simulator))
      at(7 * 86_400_000, () => {
        expect(client.ended).toEqual([])
        expect(client.messages).toHaveLength(1)
      })
    })
  })
})

describe('a server that wants the next token at a certain time', () => {
  it.each([
    ['V1', machineToken],
    ['V2', clientToken],
  ])('ends a login of %s without one, and says before when it will', (_, tokenOf) => {
    simulate({ reissueWithin: 20, pingTimeout: 0 }, ({ network, simulator, at }) => {
      const client = connect(network)
      client.loginByToken(tokenOf(simulator))
      at(1, () => {
        expect(client.of(1)[0]).toMatchObject({ Key: { Elements: { AuthenticationTTReissue: 20 } } })
      })
      at(15_500, () => {
        client.loginByToken(tokenOf(simulator))
      })
      at(15_501, () => {
        expect(client.of(1)[1]).toMatchObject({ Key: { Elements: { AuthenticationTTReissue: 36 } } })
      })
      at(35_999, () => {
        expect(client.of(1)).toHaveLength(2)
      })
      at(36_001, () => {
        expect(stateOf(client)).toMatchObject({ Stream: 'Closed', Code: 'NotEntitled' })
      })
    })
  })
})

describe('a reissue', () => {
  it('is answered when it wants a refresh, or when the server always does', () => {
    for (const [options, more] of [
      [{}, {}],
      [{ answerReissue: true }, { Refresh: false }],
    ] as const)
      simulate(options, ({ network, simulator, at }) => {
        const client = connect(network)
        const token = machineToken(simulator)
        client.loginByToken(token)
        client.loginByToken(token, more)
        at(1, () => {
          expect(client.of(1).map(({ Type }) => Type as string)).toEqual(['Refresh', 'Refresh'])
        })
      })
  })

  it('with a bad token closes the login', () => {
    simulate({}, ({ network, simulator, at }) => {
      const client = connect(network)
      client.loginByToken(machineToken(simulator))
      client.loginByToken('made-up', { Refresh: false })
      at(1, () => {
        expect(stateOf(client)).toMatchObject({
          Stream: 'Closed',
          Text: 'Login Denied:Failed to validate sso token',
        })
      })
    })
  })

  it('with the token of another user closes the login', () => {
    simulate({}, ({ network, simulator, at }) => {
      const client = connect(network)
      client.loginByToken(machineToken(simulator))
      client.loginByToken(clientToken(simulator), { Refresh: false })
      at(1, () => {
        expect(stateOf(client)).toMatchObject({ Stream: 'Closed' })
      })
    })
  })

  it('that changes the position is refused', () => {
    simulate({}, ({ network, at }) => {
      const client = connect(network)
      client.loginByName('me')
      client.loginByName('me', { Position: '10.0.0.1/net' })
      at(1, () => {
        expect(stateOf(client)).toMatchObject({ Stream: 'Closed', Code: 'UsageError' })
      })
    })
  })

  it('that wraps the same position with its type is granted', () => {
    simulate({}, ({ network, at }) => {
      const client = connect(network)
      client.loginByName('me')
      client.loginByName('me', { Position: { Type: 'AsciiString', Data: '127.0.0.1/net' } })
      at(1, () => {
        expect(stateOf(client)).toMatchObject({ Stream: 'Open', Data: 'Ok' })
      })
    })
  })

  it('pauses and resumes all items', () => {
    simulate({}, ({ network, at }) => {
      const client = connect(network)
      client.loginByName()
      client.send({ ID: 2, Key: { Name: 'EUR=' } })
      const login = {
        ID: 1,
        Domain: 'Login',
        Key: { Name: 'me', Elements: { Position: '127.0.0.1/net' } },
        Refresh: false,
      }
      at(10, () => {
        client.send({ ...login, Pause: true })
      })
      at(10_500, () => {
        expect(client.of(2)).toHaveLength(1)
        client.send(login)
      })
      at(12_500, () => {
        expect(client.of(2)).toHaveLength(3)
      })
    })
  })
})
