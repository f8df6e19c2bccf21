import { describe, expect, it } from 'vitest'
import { choice, flag, list, number, text } from '../../src/cli/args/option.js'
import { parse } from '../../src/cli/args/parse.js'
import { Fault } from '../../src/cli/fault.js'
import { readSimulateArguments } from '../../src/cli/simulate/options.js'
import { simulatorOptionsOf } from '../../src/cli/simulate/simulator-of.js'
import { grantsIn } from '../../src/cli/feed/environment.js'
import { domainOf, lookOf } from '../../src/cli/watch/kind-of.js'
import { readWatchArguments } from '../../src/cli/watch/options.js'

const spec = {
  json: flag('JSON'),
  name: text('NAME', 'a name'),
  rate: number('N', 'a rate', { max: 10, whole: false }),
  grant: choice(['v1', 'v2'], 'a grant'),
  fields: list('A,B', 'fields'),
}

const faultOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    if (error instanceof Fault) {
      expect(error.exitCode).toBe(2)
      expect(error.message).not.toMatch(/\n/)
      return error.message
    }
    throw error
  }
  throw new Error('nothing was found wrong')
}

describe('arguments', () => {
  it('come in any order, with = or without, and names between them', () => {
    const { values, names } = parse(spec, [
      ...['EUR=', '--rate', '2.5', '--json', 'JPY=', '--grant=v2'],
      ...['--fields', 'BID,ASK', '--fields=BID', '--name', 'x', '--', '--GBP='],
    ])
    expect(values).toEqual({ rate: 2.5, json: true, grant: 'v2', fields: ['BID', 'ASK'], name: 'x' })
    expect(names).toEqual(['EUR=', 'JPY=', '--GBP='])
  })

  it.each([
    [['--rat', '1'], 'unknown option --rat; did you mean --rate?'],
    [['-x'], 'unknown option -x'],
    [['--toString', '1'], 'unknown option --toString'],
    [['--rate'], '--rate needs a value: N'],
    [['--rate', '--json'], '--rate needs a value: N'],
    [['--rate', 'fast'], '--rate must be a number from 0 to 10'],
    [['--rate', '11'], '--rate must be a number from 0 to 10'],
    [['--rate', '-1'], '--rate must be a number from 0 to 10'],
    [['--rate', '1e1'], '--rate must be a number from 0 to 10'],
    [['--rate', '1', '--rate', '2'], '--rate is given more than once'],
    [['--json=yes'], '--json takes no value'],
    [['--grant', 'v3'], '--grant must be v1 or v2'],
    [['--fields', 'BID,,ASK'], '--fields needs values, separated by commas: A,B'],
    [['--name='], '--name needs a value: NAME'],
  ])('are wrong: %j', (args, message) => {
    expect(faultOf(() => parse(spec, args))).toBe(message)
  })

  it.each([
    '--password',
    '--passwd',
    '--client-secret',
    '--app-key',
    '--token',
    '--user',
    '--machine-id',
    '--pw',
  ])('hold a credential: %s', (name) => {
    for (const args of [[name, 'hunter2'], [`${name}=hunter2`]]) {
      const message = faultOf(() => parse(spec, args))
      expect(message).toContain('credentials are not taken from arguments')
      expect(message).not.toContain('hunter2')
    }
  })

  it('hold a credential where a number or a word is expected', () => {
    for (const option of ['--rate', '--grant', '--json=', '--unknown=']) {
      const args = option.endsWith('=') ? [`${option}hunter2`] : [option, 'hunter2']
      expect(faultOf(() => parse(spec, args))).not.toContain('hunter2')
    }
  })
})

describe('arguments of omm watch', () => {
  it.each([
    [
      ['--url', 'http://host/'],
      '--url must be an address that begins with ws:// or wss://, for instance wss://host:443',
    ],
    [
      ['--url', 'nonsense'],
      '--url must be an address that begins with ws:// or wss://, for instance wss://host:443',
    ],
    [
      ['--url', 'ws://h', '--region', 'x'],
      '--url and --region exclude each other: give the address, or have it found',
    ],
    [['--url', 'ws://h', '--seed', '1'], '--seed is for the simulator, which --url and --region leave out'],
    [['--seconds', '1d'], '--seconds must be a number from 0 to 2000000'],
    [[''], 'a name of an item must not be empty'],
    [
      ['--domain', 'SymbolList', '--by', 'price'],
      '--by is for order books: --domain MarketByPrice, MarketByOrder or MarketMaker',
    ],
    [
      ['--levels', '5'],
      '--levels is for order books: --by, or --domain MarketByPrice, MarketByOrder or MarketMaker',
    ],
    [['--by', 'price', '--levels', '0'], '--levels must be a whole number from 1 to 1000'],
  ])('contradict each other or are wrong: %j', (args, message) => {
    expect(faultOf(() => readWatchArguments(args))).toBe(message)
  })

  it('hold a password in an address', () => {
    const message = faultOf(() => readWatchArguments(['--url', 'ws://me:hunter2@host/']))
    expect(message).toContain('must not hold a user name or password')
    expect(message).not.toContain('hunter2')
  })

  it('draw a book as quotes, or quotes as a book', () => {
    const looks = (...args: readonly string[]): string => {
      const wish = readWatchArguments(args)
      return `${domainOf(wish)} ${lookOf(wish)}`
    }
    expect(looks()).toBe('undefined quotes')
    expect(looks('--domain', '6')).toBe('6 quotes')
    expect(looks('--domain', 'marketbyorder', '--levels', '5')).toBe('MarketByOrder books')
    expect(looks('--domain', '8', '--by', 'order')).toBe('8 books')
    expect(looks('--domain', 'MarketByOrder', '--by', 'price')).toBe('MarketByOrder books')
    expect(looks('--by', 'maker')).toBe('MarketMaker books')
    expect(looks('--domain', '200', '--by', 'price')).toBe('200 books')
    expect(looks('--domain', '200')).toBe('200 sheets')
    expect(looks('--domain', 'SymbolList')).toBe('SymbolList sheets')
  })

  it('name an item twice', () => {
    expect(readWatchArguments(['EUR=', 'EUR='])).toEqual({ names: ['EUR='] })
  })

  it('come with an environment that holds a part of a credential', () => {
    expect(grantsIn({ RX_OMM_PASSWORD: 'x' })).toEqual(['v1'])
    expect(grantsIn({ RX_OMM_CLIENT_ID: 'x', RX_OMM_PASSWORD: 'y' })).toEqual(['v1', 'v2'])
    expect(grantsIn({ RX_OMM_MACHINE_ID: '', RX_OMM_LOGIN_NAME: 'me' })).toEqual([])
  })
})

describe('arguments of omm simulate', () => {
  it.each([
    [['--cert', 'a.pem'], '--cert and --key need each other'],
    [
      ['--tls', '--cert', 'a', '--key', 'b'],
      '--tls and --cert exclude each other: a certificate is made, or given',
    ],
    [['--domains', '200,x'], '--domains must be numbers from 1 to 255'],
    [['--domains', '300'], '--domains must be numbers from 1 to 255'],
    [['--port', '70000'], '--port must be a whole number from 0 to 65535'],
    [['EUR='], 'omm simulate takes options only; every well-formed name is an item of it'],
  ])('are wrong: %j', (args, message) => {
    expect(faultOf(() => readSimulateArguments(args))).toBe(message)
  })

  it('hide no default of the simulator when they are not given', () => {
    expect(simulatorOptionsOf({})).toEqual({})
    const wish = readSimulateArguments([
      '--token-ttl',
      '5',
      '--services',
      'A,B',
      '--no-batch',
      '--domains',
      '200',
      '--book-depth',
      '3',
    ])
    expect(simulatorOptionsOf(wish)).toEqual({
      accessTokenLife: 5,
      clientTokenLife: 5,
      services: [
        { name: 'A', id: 1 },
        { name: 'B', id: 2 },
      ],
      capabilities: { SupportBatchRequests: 0 },
      customDomains: [200],
      bookDepth: 3,
    })
  })
})
