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
    about: 'Every connection is cut. The next attempt comes within a second.',
    run: (simulator) => {
      simulator.drop()
    },
  },
  {
    id: 'silence',
    label: 'Go silent',
    about: 'Connections stay open, but not even pings come. Cut after 6\u00A0s.',
    run: (simulator) => {
      simulator.goSilent()
    },
  },
  {
    id: 'logout',
    label: 'Force a logout',
    about: 'The server ends the login. The next attempt waits 5\u00A0s and more.',
    run: (simulator) => {
      simulator.closeLogin()
    },
  },
  {
    id: 'expire',
    label: 'Expire tokens',
    about: 'Tokens and logins end. The next attempt waits 5\u00A0s and more.',
    run: (simulator) => {
      simulator.expireTokens()
    },
  },
  {
    id: 'suspect',
    label: 'Suspect data',
    about: 'The service loses its source: every item is suspect, until repaired.',
    run: (simulator) => {
      simulator.suspectAll()
    },
  },
  {
    id: 'unreachable',
    label: 'Stop server',
    about: 'Connections are cut, and new ones refused, until repaired.',
    run: (simulator) => {
      simulator.stopAccepting()
      simulator.drop()
    },
  },
  {
    id: 'repair',
    label: 'Repair',
    about: 'Ends every fault.',
    run: (simulator) => {
      simulator.clear()
      simulator.resume()
      simulator.accept()
      simulator.recoverAll()
    },
  },
]
