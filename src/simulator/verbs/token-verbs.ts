import type { HttpAnswer, Times, TokenVerbs } from '../scenario.js'
import { checkExpiry } from '../session/login-expiry.js'
import type { SessionWorld } from '../session/world.js'
import type { StandingAnswer, Turns } from '../wishes.js'

/** Makes the verbs about tokens and HTTP services. */
export const tokenVerbs = (world: SessionWorld): TokenVerbs => {
  const { wishes, tokens, sessions } = world
  const start = (turns: Turns, { times = Infinity }: Times = {}): void => {
    turns.set(times)
  }
  const answer = (standing: StandingAnswer, wanted: HttpAnswer, options?: Times): void => {
    standing.answer = wanted
    start(standing.turns, options)
  }
  return {
    expireTokens: () => {
      tokens.expireAll()
      for (const session of [...sessions.values()]) checkExpiry(world, session)
    },
    refuseRefreshGrant: (options) => {
      start(wishes.refreshRefused, options)
    },
    refusePassword: (options) => {
      start(wishes.passwordRefused, options)
    },
    answerTokens: (wanted, options) => {
      answer(wishes.tokens, wanted, options)
    },
    answerDiscovery: (wanted, options) => {
      answer(wishes.discovery, wanted, options)
    },
  }
}
