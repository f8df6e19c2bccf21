import { type Observable, asyncScheduler, of, tap } from 'rxjs'
import { afterEach, expect, test, vi } from 'vitest'
import { discover, externalTokens, Token, type HttpResponse } from '../../src/index.js'
import type { SimulatorOptions } from '../../src/simulator/index.js'
import { leaks, type Leaks } from '../support/scenario-leaks.js'
import { play, urls, type ScenarioOptions, type Stage, type Via } from '../support/scenario.js'
import { logins } from '../support/scenario-received.js'

const seconds = 1_000

const password = 'Geh&Heim/nis+7 %41"ß'
const clientSecret = 'C1ient&Secret/="plus"+more'
const loginName = 'SECRET-LOGIN-NAME'

afterEach(() => {
  vi.restoreAllMocks()
})

/** Takes note of every secret that passes between client and services. */
const listening =
  (secrets: Set<string>): Via =>
  (request, onward) => {
    const form = new URLSearchParams(request.body ?? '')
    for (const name of ['password', 'client_secret', 'client_assertion', 'refresh_token']) {
      const value = form.get(name)
      if (value !== null) secrets.add(value)
    }
    return onward(request).pipe(
      tap(({ body }) => {
        if (!body.startsWith('{')) return
        const { access_token: access, refresh_token: refresh } = JSON.parse(body) as Record<string, unknown>
        for (const token of [access, refresh]) if (typeof token === 'string') secrets.add(token)
      }),
    )
  }

/** Every way in which a service can say what it was sent. */
const echoes = (body: string, authorization: string): readonly HttpResponse[] => {
  const plain = [...new URLSearchParams(body)].map(([name, value]) => `${name}=${value}`).join(' ')
  const percent = [...new URLSearchParams(body).values()].map(encodeURIComponent).join(' ')
  const json = { 'content-type': 'application/json' }
  return [
    {
      status: 500,
      headers: json,
      body: JSON.stringify({ error: plain, error_description: `You sent ${plain} ${percent}` }),
    },
    { status: 500, headers: json, body: JSON.stringify({ error: body, error_description: authorization }) },
    { status: 503, headers: json, body: JSON.stringify({ error: { status: plain, message: `${body} ${authorization}` } }) }, // prettier-ignore
    { status: 500, headers: { 'content-type': `text/html; ${authorization} ${body}` }, body: `<h1>${plain} ${authorization}</h1>` }, // prettier-ignore
    { status: 429, headers: { ...json, 'retry-after': `${plain}${authorization}` }, body: plain },
    { status: 307, headers: {}, body: plain },
    { status: 200, headers: json, body: `{"access_token": ${JSON.stringify(plain)}` },
    {
      status: 200,
      headers: json,
      body: JSON.stringify({ access_token: plain, expires_in: plain, scope: authorization }),
    },
    { status: 200, headers: json, body: JSON.stringify({ services: plain, error: authorization }) },
    {
      status: 500,
      headers: json,
      body: JSON.stringify({ error: { status: { a: plain }, message: [authorization] } }),
    },
  ]
}

/** A service that answers the first requests of each kind with what it was sent. */
const parrot = (then: Via): Via => {
  const turns = { token: 0, discovery: 0 }
  return (request, onward) => {
    const kind = request.url.includes('/auth/') ? 'token' : 'discovery'
    const { body = '', headers } = request
    const answer = echoes(body, headers['authorization'] ?? '')[turns[kind]++]
    return answer === undefined ? then(request, onward) : of(answer)
  }
}

/** Refuses, with what it was sent now and what it had given before. */
const refusing =
  (which: '/auth/' | '/streaming/', status: number, from: number) =>
  (then: Via): Via => {
    let given = ''
    return (request, onward): Observable<HttpResponse> => {
      if (!request.url.includes(which) || asyncScheduler.now() < from) {
        return then(request, onward).pipe(
          tap(({ body }) => {
            // Service discovery never saw an answer of the token service.
            if (which === '/auth/' && body.includes('access_token')) given = body
          }),
        )
      }
      const { body = '', headers } = request
      const sent = `${body} ${headers['authorization'] ?? ''} ${decodeURIComponent(body.replaceAll('+', ' '))}`
      return of({
        status,
        headers: { 'content-type': 'application/json', location: `https://evil.example/${sent} ${given}` },
        body: JSON.stringify({ error: sent, error_description: `${given} ${sent}` }),
      })
    }
  }

/** A secret as it stands in the body of a request. */
const inForm = (secret: string): string => new URLSearchParams([['', secret]]).toString().slice(1)

/** Long enough to be nothing else, short enough to be found in a text that was cut. */
const tellTale = (secret: string): string => secret.slice(0, 24)

const check = (told: Leaks, secrets: Iterable<string>): void => {
  const text = told.text()
  const found = [...secrets].filter(
    (secret) =>
      text.includes(tellTale(secret)) ||
      text.includes(tellTale(encodeURIComponent(secret))) ||
      text.includes(tellTale(inForm(secret))) ||
      text.includes(tellTale(JSON.stringify(secret).slice(1, -1))),
  )
  // A few of the places are enough to find the cause.
  const places = found.slice(0, 3).map((secret) => text.indexOf(tellTale(secret)))
  expect(places.map((at) => text.slice(Math.max(0, at - 150), at + 24))).toEqual([])
}

/** Plays with everything printed that can be, and checks that no secret was among it. */
const spied = (
  options: ScenarioOptions,
  script: (stage: Stage, secrets: Set<string>) => void,
  hostile: (then: Via) => Via = (then) => then,
): void => {
  const told = leaks()
  const secrets = new Set<string>([password, clientSecret])
  play({ ...options, via: hostile(listening(secrets)) }, (stage) => {
    const { consumer, tokens, network } = stage
    told.follow(consumer.state$)
    told.follow(consumer.events$)
    if (tokens.events$) told.follow(tokens.events$)
    const discovery = discover({ url: urls.discovery, http: network.http })
    const printables = [consumer, tokens, discovery, discovery(tokens), consumer.item('EUR=')]
    told.follow(consumer.items(['EUR=', 'JPY=']))
    told.follow(consumer.item('GBP='))
    script(stage, secrets)
    printables.forEach(told.keep)
    consumer.state$.subscribe(told.keep).unsubscribe()
  })
  expect(told.count()).toBeGreaterThan(10)
  // The check itself can see: what is public is there.
  expect(told.text()).toMatch(/authenticating/)
  check(told, secrets)
}

const v1: ScenarioOptions = {
  v1: { password, clientSecret },
  simulator: { machines: [{ username: 'user', password, appKey: 'app' }], echoToken: true },
}
const v2: ScenarioOptions = {
  v2: { clientSecret },
  simulator: { clients: [{ clientId: 'client', clientSecret }], echoToken: true },
}
const variants = [
  ['V1', v1],
  ['V2', v2],
] as const

test.each(variants)(
  '%s: services that echo what they were sent in every text get nothing printed',
  (_, options) => {
    spied(
      options,
      ({ advance, state }) => {
        advance(3_600 * seconds)
        expect(state()).toMatchObject({ status: 'ready' })
      },
      parrot,
    )
  },
)

test.each(
  variants.flatMap(([kind, options]) =>
    ([400, 401, 403, 307, 500, 429, 418] as const).flatMap((status) =>
      (['/auth/', '/streaming/'] as const).flatMap((which) =>
        ([0, 230, 7_000] as const).map((from) => ({ kind, options, status, which, from })),
      ),
    ),
  ),
)(
  '$kind: $status of $which from $from s on, with everything echoed, gets nothing printed',
  ({ options, status, which, from }) => {
    spied(
      options,
      ({ simulator, advance }) => {
        advance((from + 1) * seconds)
        simulator.drop()
        advance(600 * seconds)
      },
      refusing(which, status, from * seconds),
    )
  },
)

test.each(variants)('%s: a server that puts the token into every text gets nothing printed', (_, options) => {
  spied(options, ({ simulator, advance }) => {
    const token = (): string => simulator.connections[0]?.token ?? 'none'
    advance(10 * seconds)
    expect(token()).not.toBe('none')
    simulator.suspendLogin({ text: `Upstream of ${token()} lost` })
    simulator.restoreLogin({ text: token() })
    simulator.sendRaw(
      JSON.stringify([
        {
          ID: 1,
          Type: 'Error',
          Text: `bad ${token()}`,
          Debug: { File: 'x', Line: 1, Offset: 2, Message: JSON.stringify(logins(simulator)[0]?.message) },
        },
        { ID: 0, Type: 'Error', Text: token(), Debug: { Message: token() } },
        { ID: 1, Type: 'Refresh', Domain: 'Login', Key: { Name: token(), Elements: { ApplicationName: token() } }, State: { Stream: 'Open', Data: 'Ok', Text: token() } }, // prettier-ignore
      ]),
    )
    simulator.sendRaw(`[{"ID":1,"Type":"${token()}`)
    simulator.sendRaw(JSON.stringify({ ID: 1, Type: token(), Key: { Name: token() } }))
    advance(seconds)
    simulator.closeLogin({ code: 'Error', text: `Login Denied: ${token()}` })
    advance(30 * seconds)
    simulator.drop({ code: 1008, reason: token() })
    advance(3_600 * seconds)
    simulator.drop({ code: 1000, reason: `bye ${token().slice(0, 100)}` })
    advance(600 * seconds)
    expect(logins(simulator).length).toBeGreaterThan(3)
  })
})

/** Refuses each login, and quotes it whole. */
const quoting =
  (code: string): NonNullable<SimulatorOptions['intercept']> =>
  (message, reply) => {
    if (message['Domain'] !== 'Login' || message['Type'] !== undefined) return false
    const text = `Login Denied: ${JSON.stringify(message)}`
    reply({ ID: 1, Type: 'Status', Domain: 'Login', State: { Stream: 'Closed', Data: 'Suspect', Code: code, Text: text } }) // prettier-ignore
    return true
  }

test.each(
  variants.flatMap(([kind, options]) =>
    ['NotEntitled', 'Error', 'UserUnknownToPermSys'].map((code) => ({ kind, options, code })),
  ),
)(
  '$kind: a login that is refused with $code, and quoted whole, gets nothing printed',
  ({ options, code }) => {
    const simulator = { ...options.simulator, intercept: quoting(code) }
    spied({ ...options, simulator }, ({ simulator, advance }) => {
      advance(3_600 * seconds)
      expect(logins(simulator).length).toBeGreaterThan(0)
    })
  },
)

test('a login that is refused for good later on gets nothing printed', () => {
  spied(v2, ({ simulator, advance, state }) => {
    advance(10 * seconds)
    simulator.closeLogin({
      code: 'UserUnknownToPermSys',
      text: `unknown: ${simulator.connections[0]?.token}`,
    })
    simulator.refuseLogins(100, { code: 'UserUnknownToPermSys', text: 'unknown' })
    advance(3_600 * seconds)
    expect(state().status).toBe('failed')
  })
})

test('a server that quotes the token before the last gets nothing printed', () => {
  spied(v1, ({ simulator, advance }) => {
    advance(10 * seconds)
    const before = simulator.connections[0]?.token ?? 'none'
    advance(240 * seconds)
    expect(simulator.connections[0]?.token).not.toBe(before)
    simulator.suspendLogin({ text: `The token ${before} has run out` })
    simulator.closeLogin({ code: 'Error', text: `Bad token ${before}` })
    advance(60 * seconds)
    expect(logins(simulator)).toHaveLength(2)
  })
})

test('a login by name keeps the name to itself', () => {
  const consumer = { login: { name: loginName }, endpoints: 'ads.simulator.test:15000' }
  const told = leaks()
  play({ consumer }, ({ consumer, simulator, advance }) => {
    told.follow(consumer.state$)
    told.follow(consumer.events$)
    told.follow(consumer.items(['EUR=']))
    told.keep(consumer)
    advance(10 * seconds)
    expect(simulator.connections).toMatchObject([{ user: loginName }])
    simulator.closeLogin({ text: 'Force Logout from DACS.' })
    advance(60 * seconds)
  })
  expect(told.count()).toBeGreaterThan(10)
  expect(told.text()).not.toContain(loginName)
})

test('external tokens are not printed, whatever becomes of them', () => {
  const value = 'externally-supplied-access-token-0123456789'
  const told = leaks()
  const external = externalTokens(() => of({ value, expiresIn: 300 }) as never)
  play({ consumer: { tokens: external, endpoints: 'h.simulator.test' } }, ({ consumer, watch, advance }) => {
    told.follow(consumer.state$)
    told.follow(consumer.events$)
    told.follow(consumer.items(['EUR=']))
    ;[consumer, external, new Token({ value, issuedAt: 0, expiresAt: 1 })].forEach(told.keep)
    told.keep({ nested: [new Token({ value, issuedAt: 0, expiresAt: 1 })] })
    const watched = watch('JPY=')
    advance(3_600 * seconds)
    watched.errors.forEach(told.keep)
  })
  expect(told.count()).toBeGreaterThan(10)
  check(told, [value])
})

test('options that are wrong are named without their values', () => {
  const told = leaks()
  const wrong = [
    { v1: { password: { value: password } as never } },
    { v1: { username: 7 as never, password } },
    { v1: { url: `https://user:${encodeURIComponent(password)}@api.simulator.test/` } },
    { v1: { url: `http://api.example.com/?${clientSecret}` } },
    { v2: { clientSecret: [clientSecret] as never } },
    { v2: { clientSecret, privateKey: `{"kty":"RSA","d":"${clientSecret}"}` } },
    { v2: { clientSecret, privateKey: clientSecret } },
    { consumer: { endpoints: `ws://user:${encodeURIComponent(password)}@host/` } },
    { discovery: { url: `https://user:${encodeURIComponent(password)}@api.simulator.test/` } },
  ]
  for (const options of wrong) {
    try {
      play(options, () => undefined)
    } catch (error) {
      told.keep(error)
    }
  }
  expect(told.count()).toBeGreaterThan(wrong.length * 3)
  check(told, [password, clientSecret])
})

/** A check that finds nothing is worth something only if it finds what is there. */
test('the check finds a secret that is printed', () => {
  const told = leaks()
  told.keep(new Error('no', { cause: { password } }))
  told.keep({ deep: { deeper: [{ clientSecret }] } })
  expect(() => {
    check(told, [password])
  }).toThrow()
  expect(() => {
    check(told, [clientSecret])
  }).toThrow()
})
