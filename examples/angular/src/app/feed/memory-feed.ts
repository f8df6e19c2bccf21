import { discover, passwordGrant } from 'rx-omm'
import { createSimulator, inMemory } from 'rx-omm/simulator'
import { faults } from '../../../shared/faults'
import { simulated } from '../../../server/simulated'
import { type Feed, haste } from './feed'

/** A feed without any server: the simulator runs in the page, and the credentials are made up. */
export const memoryFeed = (): Feed => {
  const simulator = createSimulator(simulated)
  const { http, webSocket } = inMemory(simulator)
  return {
    options: {
      tokens: passwordGrant({ username: 'user', password: 'password', clientId: 'app', http }),
      endpoints: discover({ region: 'us-east-1', http }),
      webSocket,
      ...haste,
    },
    faults,
    fail: (id) => {
      faults.find((fault) => fault.id === id)?.run(simulator)
      return Promise.resolve()
    },
    about: 'Simulated market, in this page',
  }
}
