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

/** Ties keys to the verbs of a simulator. */
export const createTroubles = (simulator: Simulator): Troubles => {
  let suspect = false
  let refusing = false
  let silenced: readonly number[] = []

  const letTokensBe = (): void => {
    // Clears all standing wishes, of which the token service's answer is the only one that keys make.
    simulator.clear()
    refusing = false
  }

  // A client that finds the silence comes back on a connection that is not silent.
  const isSilent = (): boolean => simulator.connections.some(({ number }) => silenced.includes(number))

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
      return 'the service goes down: all items are suspect'
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
      { key: 'u', label: 'suspect', active: suspect },
      { key: 'e', label: 'expire', active: false },
      { key: 't', label: 'tokens', active: refusing },
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
  ['u', 'take the service down: all items become suspect'],
  ['e', 'let all tokens expire now'],
  ['t', 'put the token service out of order, or back'],
  ['g', 'make all good again'],
  ['q', 'quit, leaving properly'],
]
