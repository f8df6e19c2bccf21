import { cueText, loginText, snapshotCues } from './cue-text.js'
import type { Members } from './members.js'
import { playCues, type Player } from './play-cues.js'
import type { Cue, Episode } from './script.js'
import { dropAll, dropStream, type PlayedStream, type Stage } from './stage.js'

const player = (
  stage: Stage,
  stream: PlayedStream,
  message: Members,
  cues: readonly Cue[],
  done?: () => void,
): Player => {
  const { agenda, speed, outbox, userOf, onProgress } = stage
  const { id, episode } = stream
  const isLogin = episode.domain === 'Login'
  const text = isLogin ? (cue: Cue) => loginText(cue, id, userOf(message)) : (cue: Cue) => cueText(cue, id)
  return playCues({
    agenda,
    cues,
    speed,
    held: () => outbox.congested(),
    play: (cue) => {
      outbox.message(text(cue), cue.line)
      if (!cue.over) return
      if (isLogin) dropAll(stage)
      else dropStream(stage, id)
      onProgress()
    },
    done: () => {
      done?.()
      onProgress()
    },
  })
}

/** Plays a stream from its beginning, also one that was played before. */
export const playStream = (stage: Stage, stream: PlayedStream, message: Members): void => {
  const { cues, request } = stream.episode
  const isSnapshot = message['Streaming'] === false && request?.['Streaming'] !== false
  stream.main?.stop()
  stream.main = player(stage, stream, message, isSnapshot ? snapshotCues(cues) : cues)
  stream.main.go()
}

/** Plays the answer to a reissue, beside what is being played. */
export const playAnswer = (
  stage: Stage,
  stream: PlayedStream,
  message: Members,
  cues: readonly Cue[],
): void => {
  const answer = player(stage, stream, message, cues, () => {
    stream.others.delete(answer)
  })
  stream.others.add(answer)
  answer.go()
}

/** Opens a stream for a client. */
export const openStream = (stage: Stage, id: number, episode: Episode, message: Members): void => {
  dropStream(stage, id)
  const stream: PlayedStream = { id, episode, main: undefined, others: new Set(), reissues: 0 }
  stage.streams.set(id, stream)
  playStream(stage, stream, message)
}
