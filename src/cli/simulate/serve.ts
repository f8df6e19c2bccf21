import { readFile } from 'node:fs/promises'
import {
  serveSimulator,
  type Servable,
  type ServedSimulator,
  type ServeOptions,
} from '../../simulator/index.js'
import { exitCodes } from '../exit-codes.js'
import { Fault } from '../fault.js'
import { fileTrouble } from '../file-trouble.js'
import type { SimulateWish } from './options.js'

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown error'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}

/** Why nobody can listen there, and what to do; other reasons stand for themselves. */
const listenTroubles: Readonly<Record<string, string>> = {
  EADDRINUSE: 'EADDRINUSE, the port is taken; give another --port, or none for a free one',
  EACCES: 'EACCES, the port is not for you; give a --port above 1023',
  EADDRNOTAVAIL: 'EADDRNOTAVAIL, this machine has no such address; leave --host out, or give 0.0.0.0',
  ENOTFOUND: 'ENOTFOUND, there is no such host; give an address of this machine as --host',
}

const listenTrouble = (code: string): string => {
  // Of a certificate or key nothing but the code may be told.
  if (code.startsWith('ERR_OSSL_'))
    return `${code}, the certificate or the key is wrong; check that --cert and --key are PEM`
  return listenTroubles[code] ?? code
}

const readPem = async (option: string, path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new Fault(`${option}: the file cannot be read (${fileTrouble(reasonOf(error))})`)
  }
}

const tlsOf = async ({ tls, cert, key }: SimulateWish): Promise<Pick<ServeOptions, 'tls'>> => {
  if (cert === undefined || key === undefined) return tls === undefined ? {} : { tls }
  return { tls: { cert: await readPem('--cert', cert), key: await readPem('--key', key) } }
}

/**
 * Serves a simulator, or a replay, where the arguments want it.
 *
 * @throws {@link Fault} when it cannot listen there
 */
export const serve = async (wish: SimulateWish, simulator: Servable): Promise<ServedSimulator> => {
  const { port, host } = wish
  const tls = await tlsOf(wish)
  try {
    return await serveSimulator(simulator, {
      ...tls,
      ...(port === undefined ? {} : { port }),
      ...(host === undefined ? {} : { host }),
    })
  } catch (error) {
    throw new Fault(`it cannot be served there: ${listenTrouble(reasonOf(error))}`, exitCodes.failed)
  }
}
