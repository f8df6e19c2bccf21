import { now } from '../clock.js'
import type { Agenda } from './agenda.js'
import type { Uses } from './choose-episode.js'
import type { Members } from './members.js'
import type { ReplayOutbox } from './outbox.js'
import type { Player } from './play-cues.js'
import type { Episode, Script } from './script.js'

/** A stream that a client has open. */
export interface PlayedStream {
  readonly id: number
  readonly episode: Episode
  /** Plays what came by and by. */
  main: Player | undefined
  /** Play the answers to reissues. */
  readonly others: Set<Player>
  /** How many reissues there were. */
  reissues: number
}

/** One connection on which a recording is played. */
export interface Stage {
  readonly script: Script
  /** How many times faster than the recording. */
  readonly speed: number
  readonly outbox: ReplayOutbox
  /** Open streams by id. */
  readonly streams: Map<number, PlayedStream>
  readonly uses: Uses
  readonly agenda: Agenda
  /** The user of a login, where the client or its token says so. */
  readonly userOf: (login: Members) => string | undefined
  /** Called when a client logs in for the first time. */
  readonly onLogin: () => void
  /** Called when a stream has played all that it has, or is gone, and when one is asked for. */
  readonly onProgress: () => void
}

/** Sends a message that the recording does not hold. */
export const reply = ({ outbox }: Stage, message: Members): void => {
  outbox.message(JSON.stringify(message))
}

/** Does something later: when and where in the recording is said by what it answers with. */
export const afterwards = (
  { agenda, speed }: Stage,
  { at, line }: { readonly at: number; readonly line: number },
  act: () => void,
): void => {
  if (at / speed > 0) agenda.at(now() + at / speed, line, act)
  else act()
}

/** Ends a stream without a word. */
export const dropStream = ({ streams }: Stage, id: number): void => {
  const stream = streams.get(id)
  if (stream === undefined) return
  streams.delete(id)
  stream.main?.stop()
  for (const player of stream.others) player.stop()
}

/** Ends all streams without a word. */
export const dropAll = (stage: Stage): void => {
  for (const id of [...stage.streams.keys()]) dropStream(stage, id)
}
