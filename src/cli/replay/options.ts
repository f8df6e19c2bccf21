import { number, type Option, type Values } from '../args/option.js'
import { parse } from '../args/parse.js'
import { Fault } from '../fault.js'
import { howOptions, whereOptions } from '../simulate/options.js'

const speed: Option<number> = {
  placeholder: 'N|max',
  summary: 'so many times faster than it was recorded; 1. max sends everything at once, in order',
  repeatable: false,
  read: (name, given) =>
    given.at(-1) === 'max'
      ? Infinity
      : number('N', '', { min: 0.001, max: 1e6, whole: false }).read(name, given),
}

/** Options that say how it is played. */
export const playOptions = { speed }

const options = { ...playOptions, ...whereOptions, ...howOptions }

/** What `omm replay` was asked for. */
export interface ReplayWish extends Values<typeof options> {
  /** Paths of the recordings, one for each connection in turn. */
  readonly files: readonly string[]
}

/**
 * Reads the arguments of `omm replay`.
 *
 * @throws {@link Fault} when they make no sense
 */
export const readReplayArguments = (args: readonly string[]): ReplayWish => {
  const { values, names: files } = parse(options, args)
  if (files.length === 0 || files.includes(''))
    throw new Fault('omm replay needs the file of a recording: omm record EUR= --out FILE writes one')
  const { tls, cert, key } = values
  if ((cert === undefined) !== (key === undefined)) throw new Fault('--cert and --key need each other')
  if (tls !== undefined && cert !== undefined)
    throw new Fault('--tls and --cert exclude each other: a certificate is made, or given')
  return { ...values, files }
}
