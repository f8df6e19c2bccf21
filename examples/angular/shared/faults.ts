import type { Simulator } from 'rx-omm/simulator'

/** A way to make the simulator fail, as a button of the page and a verb of the simulator. */
export interface Fault {
  /** Word for it in addresses. */
  readonly id: string
  /** What the button says. */
  readonly label: string
  /** What happens then, in a sentence. */
  readonly about: string
  readonly run: (simulator: Simulator) => void
}

/** All faults, from the daily to the rare. */
export const faults: readonly Fault[] = [
  {
    id: 'drop',
    label: 'Pull the cable',
    about: 'Every connection is cut off without a word.',
    run: (simulator) => {
      simulator.drop()
    },
  },
  {
    id: 'silence',
    label: 'Silence',
    about: 'The connection stays open and nothing comes any more, pings included.',
    run: (simulator) => {
      simulator.goSilent()
    },
  },
  {
    id: 'logout',
    label: 'Force a logout',
    about: 'The server closes the login.',
    run: (simulator) => {
      simulator.closeLogin()
    },
  },
  {
    id: 'expire',
    label: 'Expire tokens',
    about: 'All tokens run out at once, and the logins that stand on them end.',
    run: (simulator) => {
      simulator.expireTokens()
    },
  },
  {
    id: 'suspect',
    label: 'Suspect data',
    about: 'The service loses its source: every item becomes suspect.',
    run: (simulator) => {
      simulator.suspectAll()
    },
  },
  {
    id: 'unreachable',
    label: 'Take the server away',
    about: 'Connections are cut off, and new ones refused, until all is made good.',
    run: (simulator) => {
      simulator.stopAccepting()
      simulator.drop()
    },
  },
  {
    id: 'repair',
    label: 'Make all good',
    about: 'Ends every fault.',
    run: (simulator) => {
      simulator.clear()
      simulator.resume()
      simulator.accept()
      simulator.recoverAll()
    },
  },
]
