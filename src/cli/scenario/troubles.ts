import type { Simulator } from '../../simulator/index.js'

/** A key, what it does, and whether that is in force now. */
export interface Trouble {
  readonly key: string
  readonly label: string
  readonly active: boolean
}

/** What the keys make go wrong on a simulator. */
export interface Troubles {
  /** The keys in the order in which they are shown. */
  readonly list: () => readonly Trouble[]
  /**
   * Does what a key stands for.
   *
   * @returns what was done, in words; `undefined` for a key that stands for nothing
   */
  readonly press: (key: string) => string | undefined
}

/** The service that a simulator has unless it is told otherwise. */
const usualServices = ['ELEKTRON_DD']

/**
 * Ties keys to the verbs of a simulator.
 *
 * @param services - names of its services
 */
export const createTroubles = (
  simulator: Simulator,
  services: readonly string[] = usualServices,
): Troubles => {
  let suspect = false
  let down = false
  let refusing = false
  let silenced: readonly number[] = []

  const letTokensBe = (): void => {
    // Clears all standing wishes, of which the token service's answer is the only one that keys make.
    simulator.clear()
    refusing = false
  }

  // A client that finds the silence comes back on a connection that is not silent.
  const isSilent = (): boolean => simulator.connections.some(({ number }) => silenced.includes(number))

  const turnServices = (up: boolean): void => {
    down = !up
    const status = up
      ? ({ data: 'Ok', text: 'Service Up' } as const)
      : ({ data: 'Suspect', text: 'Service Down' } as const)
    for (const service of services) simulator.service(service, { up, accepting: up, status })
  }

  const deeds: Readonly<Record<string, () => string>> = {
    d: () => {
      simulator.drop()
      return 'the server drops the connection'
    },
    s: () => {
      silenced = simulator.connections.map(({ number }) => number)
      simulator.goSilent()
      return 'the server falls silent'
    },
    l: () => {
      simulator.closeLogin()
      return 'the server closes the login'
    },
    u: () => {
      suspect = true
      simulator.suspectAll()
      return 'all items are suspect'
    },
    v: () => {
      turnServices(down)
      return down ? 'the source directory says that the service is down' : 'the service is up again'
    },
    e: () => {
      simulator.expireTokens()
      return 'all tokens expire'
    },
    t: () => {
      if (refusing) {
        letTokensBe()
        return 'the token service is back'
      }
      refusing = true
      simulator.answerTokens({ status: 503 })
      return 'the token service is out of order'
    },
    g: () => {
      letTokensBe()
      simulator.resume()
      simulator.recoverAll()
      if (down) turnServices(true)
      suspect = false
      silenced = []
      return 'all is well again'
    },
  }

  return {
    list: () => [
      { key: 'd', label: 'drop', active: false },
      { key: 's', label: 'silence', active: isSilent() },
      { key: 'l', label: 'logout', active: false },
      { key: 'u', label: 'stale', active: suspect },
      { key: 'v', label: 'down', active: down },
      { key: 'e', label: 'expire', active: false },
      { key: 't', label: 'auth', active: refusing },
      { key: 'g', label: 'good', active: false },
    ],
    press: (key) => (Object.hasOwn(deeds, key) ? deeds[key]?.() : undefined),
  }
}

/** The keys as lines of help. */
export const troubleHelp: readonly (readonly [key: string, what: string])[] = [
  ['d', 'drop the connection, as if a cable was pulled'],
  ['s', 'silence the server: the connection stays open and nothing comes any more'],
  ['l', 'have the server close the login'],
  ['u', 'let all items become suspect'],
  ['v', 'take the service down, as the source directory tells it, or up again'],
  ['e', 'let all tokens expire now'],
  ['t', 'put the token service out of order, or back'],
  ['g', 'make all good again'],
]

/** The key that ends it, as a line of help. */
export const quitHelp: readonly [key: string, what: string] = ['q', 'quit, leaving properly']
