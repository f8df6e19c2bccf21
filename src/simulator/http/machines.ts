import { now } from '../clock.js'
import type { MachineAccount } from '../options.js'

/** One sign-on of a machine ID: what a password grant starts and refresh grants carry on. */
export interface MachineSession {
  readonly username: string
  readonly appKey: string
  readonly scope: string
  /** The refresh token that is good for one use. */
  refreshToken: string
  /** When refreshing ends, in milliseconds since 1970. */
  readonly diesAt: number
  /** Another sign-on took over. */
  evicted: boolean
}

/** A machine ID and what has happened to it. */
export interface Machine {
  readonly username: string
  readonly appKey: string
  password: string
  wrongPasswords: number
  session: MachineSession | undefined
}

/** The machine IDs. */
export interface Machines {
  find(username: string): Machine | undefined
  hasAppKey(appKey: string): boolean
  byRefreshToken(refreshToken: string): MachineSession | undefined
}

/** True while a sign-on can be refreshed and counts against the quota. */
export const isSignedOn = (session: MachineSession | undefined): session is MachineSession =>
  session !== undefined && !session.evicted && now() < session.diesAt

/** Makes the {@link Machines} of a simulator. */
export const createMachines = (accounts: readonly MachineAccount[]): Machines => {
  const machines = new Map<string, Machine>(
    accounts.map((account) => [account.username, { ...account, wrongPasswords: 0, session: undefined }]),
  )
  return {
    find: (username) => machines.get(username),
    hasAppKey: (appKey) => accounts.some((account) => account.appKey === appKey),
    byRefreshToken: (refreshToken) => {
      for (const { session } of machines.values())
        if (session?.refreshToken === refreshToken && isSignedOn(session)) return session
      return undefined
    },
  }
}
