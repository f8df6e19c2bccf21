import { Fault } from '../fault.js'
import type { Io } from '../io.js'
import { isTerminal } from '../terminal/output.js'
import { prompt } from '../terminal/prompt.js'
import { read, variables, type Variable } from './environment.js'
import { readKeyFile } from './key-file.js'

/** A service account, with a secret or with a key. */
export type ServiceAccount =
  | { readonly clientId: string; readonly clientSecret: string }
  | {
      readonly clientId: string
      readonly privateKey: string
      readonly keyId?: string
      readonly algorithm?: string
    }

/** What somebody logs in with. */
export type Credentials =
  | { readonly kind: 'v1'; readonly username: string; readonly password: string; readonly clientId: string }
  | { readonly kind: 'v2'; readonly account: ServiceAccount }
  | { readonly kind: 'name'; readonly name: string }

const questions: Partial<Record<Variable, string>> = {
  machineId: 'Machine ID',
  password: 'Password',
  appKey: 'AppKey',
  clientId: 'Client ID',
  clientSecret: 'Client secret',
  loginName: 'Login name',
}

const hidden: readonly Variable[] = ['password', 'clientSecret']

/** A variable, or else the answer of whoever sits at the terminal. */
const need = async (variable: Variable, io: Io): Promise<string> => {
  const value = read(io.env, variable)
  if (value !== undefined) return value
  const { stdin, stderr, env } = io
  if (!isTerminal(stdin, env) || !isTerminal(stderr, env)) {
    throw new Fault(
      `the environment variable ${variables[variable]} is not set: set it, or start omm at a terminal`,
    )
  }
  return prompt(io, questions[variable] ?? variables[variable], hidden.includes(variable))
}

const serviceAccount = async (io: Io): Promise<ServiceAccount> => {
  const clientId = await need('clientId', io)
  const file = read(io.env, 'privateKeyFile')
  if (file === undefined) return { clientId, clientSecret: await need('clientSecret', io) }
  const keyId = read(io.env, 'keyId')
  const algorithm = read(io.env, 'keyAlgorithm')
  return {
    clientId,
    privateKey: await readKeyFile(file),
    ...(keyId === undefined ? {} : { keyId }),
    ...(algorithm === undefined ? {} : { algorithm }),
  }
}

/**
 * Finds credentials in the environment, and asks for what is missing where there is somebody to ask.
 *
 * @throws {@link Fault} when something is missing and there is nobody
 */
export const findCredentials = async (kind: Credentials['kind'], io: Io): Promise<Credentials> => {
  switch (kind) {
    case 'v1':
      return {
        kind,
        username: await need('machineId', io),
        password: await need('password', io),
        clientId: await need('appKey', io),
      }
    case 'v2':
      return { kind, account: await serviceAccount(io) }
    case 'name':
      return { kind, name: await need('loginName', io) }
  }
}
