import { describe, expect, it } from 'vitest'
import { connect, machineToken, simulate, type Client, type Message } from './support.js'
import { online } from './support-book.js'

const members = (message: Message | undefined): readonly string[] => Object.keys(message ?? {})

const after = (
  requests: readonly (object | string)[],
  check: (client: Client) => void,
  options: object = {},
): void => {
  online({ updateRate: 0, ...options }, ({ client, at }) => {
    for (const request of requests) client.send(request)
    at(10, () => {
      check(client)
    })
  })
}

describe('a message of the server', () => {
  it('has its members in the order in which the vendor writes them', () => {
    online(
      { updateRate: 0, seqNumbers: true, permData: 'AwE=', bookParts: 2 },
      ({ client, simulator, at }) => {
        client.send({ ID: 2, Domain: 'MarketByOrder', Private: true, Key: { Name: 'IBM.N' } })
        at(5, () => {
          simulator.updateItem('IBM.N')
          simulator.refreshItem('IBM.N')
          simulator.suspectItem('IBM.N')
        })
        at(10, () => {
          const [first, last, update, again, , status] = client.of(2)
          const head = ['ID', 'Type', 'Domain', 'Key', 'State']
          const tail = ['Private', 'PermData', 'SeqNumber', 'Map']
          expect(members(first)).toEqual([...head, 'Complete', 'Qos', 'PartNumber', ...tail])
          expect(members(last)).toEqual([...head, 'Qos', 'PartNumber', 'ClearCache', ...tail])
          expect(members(update)).toEqual(['ID', 'Type', 'Domain', 'UpdateType', 'Key', 'SeqNumber', 'Map'])
          expect(members(again)).toEqual([...head, 'Complete', 'Qos', 'Solicited', 'PartNumber', ...tail])
          expect(members(status)).toEqual([...head, 'Private'])
        })
      },
    )
  })

  it('names the type of a name that is not the usual one', () => {
    const wanted = (NameType: string | number, ID: number) => ({ ID, Key: { Name: 'A', NameType } })
    after([wanted(2, 2), wanted('Unspecified', 3), wanted(1, 4), wanted(77, 5)], (client) => {
      const types = [2, 3, 4, 5].map((id) => (client.of(id)[0]?.['Key'] as Message)['NameType'])
      expect(types).toEqual(['Contributor', 'Unspecified', undefined, 77])
    })
  })

  it('says the service of a directory by name, however it was asked for', () => {
    after([{ ID: 2, Domain: 4, Key: { Filter: 2, Service: 1 } }], (client) => {
      expect(client.of(2)[0]?.['Key']).toEqual({ Service: 'ELEKTRON_DD', Filter: 2 })
    })
  })

  it('begins an entry of a directory update with its action', () => {
    online({ updateRate: 0 }, ({ client, simulator, at }) => {
      client.send({ ID: 2, Domain: 4, Key: { Filter: 3 } })
      at(5, () => {
        simulator.service('ELEKTRON_DD', { up: false })
        simulator.removeService('ELEKTRON_DD')
      })
      at(10, () => {
        const entries = client.of(2).flatMap(({ Map }) => (Map as { Entries: Message[] }).Entries)
        expect(entries.map((entry) => members(entry).slice(0, 2))).toEqual(Array(3).fill(['Action', 'Key']))
      })
    })
  })
})

describe('a refusal', () => {
  it.each([
    [13, 'Headline'],
    ['Headline', 'Headline'],
    [200, 200],
  ])('of domain %s names the domain %s', (Domain, named) => {
    after([{ ID: 2, Domain, Key: { Name: 'RWFFld', Filter: 7 } }], (client) => {
      expect(client.of(2)).toHaveLength(1)
      expect(client.of(2)[0]).toMatchObject({
        Domain: named,
        State: { Stream: 'Closed', Code: 'UsageError' },
      })
    })
  })

  it('of an unknown domain is silence where the server is told so', () => {
    after(
      [{ ID: 2, Domain: 13, Key: { Name: 'A' } }, { Type: 'Ping' }],
      (client) => {
        expect(client.messages.map(({ Type }) => Type)).toEqual(['Refresh', 'Pong'])
      },
      { unknownDomain: 'drop' },
    )
  })

  it('for want of a login leaves out the domain of prices, given by number', () => {
    simulate({}, ({ network, at }) => {
      const client = connect(network)
      client.send([
        { ID: 2, Domain: 6, Key: { Name: 'A' } },
        { ID: 3, Domain: 8, Key: { Name: 'A' } },
      ])
      at(10, () => {
        expect(client.messages.map(({ Domain }) => Domain)).toEqual([undefined, 'MarketByPrice'])
      })
    })
  })
})

describe('a login', () => {
  it.each(['position', 'AuthPosition'])('by cookies takes the position from %s', (name) => {
    simulate({ cookieLogin: true }, ({ simulator, at }) => {
      const frames: string[] = []
      const cookie = `AuthToken=${machineToken(simulator)}; ${name}=10.0.0.9; applicationId=256`
      simulator.connect({
        path: '/WebSocket',
        protocols: ['rssl.json.v2'],
        headers: { cookie },
        deliver: { frame: (text) => frames.push(text), close: () => undefined },
      })
      at(1, () => {
        expect(JSON.parse(frames[0] ?? '')).toMatchObject([
          { ID: -1, Type: 'Refresh', Key: { Elements: { Position: '10.0.0.9', ApplicationId: '256' } } },
        ])
      })
    })
  })

  it.each([
    ['Name', 1],
    [1, 'Name'],
    [undefined, 'Name'],
  ])('of name type %s may be reissued with name type %s', (first, then) => {
    simulate({}, ({ network, at }) => {
      const client = connect(network)
      const login = (NameType: unknown) =>
        JSON.stringify({ ID: 1, Domain: 'Login', Key: { Name: 'me', NameType } })
      client.send(login(first))
      client.send(login(then))
      at(10, () => {
        expect(client.messages.map(({ Type }) => Type)).toEqual(['Refresh', 'Refresh'])
      })
    })
  })
})

describe('a number of a client', () => {
  const post = (ID: number, container: string) =>
    `{"ID":${ID},"Type":"Post","Ack":true,"PostID":1,"Message":{"ID":0,"Type":"Update",${container}}}`

  it.each([
    ['9007199254740993', '9007199254740993'],
    ['-9223372036854775807', '-9223372036854775807'],
    ['1.10', '1.10'],
    ['1e-7', '0.0000001'],
    ['-1.5e-3', '-0.0015'],
    ['1.25e3', '1250'],
    ['12.5e1', '125'],
    ['0.05e1', '0.5'],
    ['1e5', '100000'],
  ])('%s in a post comes back as %s', (sent, back) => {
    after(
      [{ ID: 2, Key: { Name: 'A' } }, post(2, `"Fields":{"ACVOL_1":${sent},"DSPLY_NAME":"1e5"}`)],
      (client) => {
        const frame = client.frames.find((one) => one.includes('"Update"')) ?? ''
        expect(frame).toContain(`"ACVOL_1":${back},"DSPLY_NAME":"1e5"`)
      },
    )
  })

  it('keeps its digits in an entry of a book, too', () => {
    const entry = '{"Action":"Add","Key":"QQ==","Fields":{"ACC_SIZE":9007199254740993}}'
    const map = `"Domain":8,"Map":{"KeyType":"Buffer","Entries":[${entry}]}`
    after([{ ID: 2, Domain: 8, Key: { Name: 'A' } }, post(2, map)], (client) => {
      expect(client.frames.join()).toContain(entry)
    })
  })

  it('keeps its digits in a generic message that comes back', () => {
    const generic = '{"ID":2,"Type":"Generic","Json":{"a":12345678901234567890,"b":1.0,"c":"{\\"d\\":1e5}"}}'
    after(
      [{ ID: 2, Key: { Name: 'A' } }, generic],
      (client) => {
        expect(client.frames.at(-1)).toContain(generic)
      },
      { echoGeneric: true },
    )
  })

  it.each(['NO_ORD', 'QUOTIM_MS'])('in %s must be written as a whole one', (field) => {
    after([{ ID: 2, Key: { Name: 'A' } }, post(2, `"Fields":{"${field}":2e0}`)], (client) => {
      expect(client.of(2).at(-1)?.['Text']).toMatch(
        `JSON Converter Token Type error: Expected 'PRIMITIVE' for key '${field}'`,
      )
    })
  })
})

describe('a posted map', () => {
  const posted = (map: object) => ({
    ID: 2,
    Type: 'Post',
    Ack: true,
    PostID: 1,
    Domain: 8,
    Message: { ID: 0, Type: 'Update', Domain: 8, Map: { KeyType: 'Buffer', ...map } },
  })
  const add = (Key: string, container: object) => ({ Action: 'Add', Key, ...container })
  const answer = (map: object): Message | undefined => {
    let last: Message | undefined
    after([{ ID: 2, Domain: 8, Key: { Name: 'A' } }, posted(map)], (client) => (last = client.of(2).at(-1)))
    return last
  }

  it.each([
    ['entries', { Entries: [add('QQ==', { Fields: {} }), add('Qg==', { Elements: {} })] }],
    ['summary and entries', { Summary: { Elements: {} }, Entries: [add('QQ==', { Fields: {} })] }],
  ])('whose %s hold containers of several kinds is not understood', (_, map) => {
    expect(answer(map)).toMatchObject({ ID: 2, Type: 'Error', Text: 'JSON invalid container type' })
  })

  it('whose entries hold anything but fields is not what a book holds', () => {
    expect(answer({ Entries: [add('QQ==', { Elements: {} })] })).toMatchObject({ NakCode: 'InvalidContent' })
  })
})
