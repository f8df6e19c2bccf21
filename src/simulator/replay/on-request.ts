import { chooseEpisode, leastUsed } from './choose-episode.js'
import { cueText } from './cue-text.js'
import { domainOf, idsOf, nameOf, objectOf, type Members } from './members.js'
import { plainLogin } from './plain-login.js'
import { openStream, playAnswer, playStream } from './play-stream.js'
import { afterwards, reply, type PlayedStream, type Stage } from './stage.js'

const notFound = (stage: Stage, id: number, { Domain, Key }: Members, Name: unknown): void => {
  const { Service } = objectOf(Key)
  reply(stage, {
    ID: id,
    Type: 'Status',
    ...(Domain === undefined ? {} : { Domain }),
    Key: { ...(Service === undefined ? {} : { Service }), ...(Name === undefined ? {} : { Name }) },
    State: { Stream: 'Closed', Data: 'Suspect', Code: 'NotFound', Text: 'The recording does not hold this.' },
  })
}

const open = (stage: Stage, id: number, message: Members, name?: string): void => {
  const episode = chooseEpisode(stage.script, message, stage.uses, name)
  if (episode) openStream(stage, id, episode, message)
  else notFound(stage, id, message, name ?? objectOf(message['Key'])['Name'])
}

const batch = (stage: Stage, id: number, message: Members, names: readonly unknown[]): void => {
  for (const [index, name] of names.entries())
    open(stage, id + 1 + index, message, typeof name === 'string' ? name : '')
  const { script, uses, outbox } = stage
  const answer = leastUsed(
    script.batches.filter(({ count }) => count === names.length),
    uses,
  )
  if (answer === undefined) {
    const Text = `Processed ${names.length} total items from Batch Request.  ${names.length} Ok.`
    reply(stage, { ID: id, Type: 'Status', State: { Stream: 'Closed', Data: 'Ok', Text } })
    return
  }
  const { cue } = answer
  afterwards(stage, cue, () => {
    outbox.message(cueText(cue, id), cue.line)
  })
}

const reissue = (stage: Stage, stream: PlayedStream, message: Members): void => {
  const { episode } = stream
  const answers = episode.reissues[stream.reissues % Math.max(1, episode.reissues.length)] ?? []
  stream.reissues++
  const [image] = episode.cues
  if (answers.length > 0) playAnswer(stage, stream, message, answers)
  else if (message['Refresh'] === false) return
  else if (episode.domain !== 'Login') playStream(stage, stream, message)
  // Only the acceptance again: what else came on the login is going on.
  else if (image) playAnswer(stage, stream, message, [image])
  else reply(stage, plainLogin(stage, message))
}

const login = (stage: Stage, id: number, message: Members): void => {
  const { script, uses, onLogin } = stage
  const episode = chooseEpisode(script, message, uses)
  if (episode) openStream(stage, id, episode, message)
  else {
    openStream(stage, id, { domain: 'Login', name: '', request: undefined, askedAt: 0, services: new Set(), cues: [], reissues: [] }, message) // prettier-ignore
    reply(stage, plainLogin(stage, message))
  }
  onLogin()
}

/** Answers a request, or a reissue, with what the recording holds for it. */
export const onRequest = (stage: Stage, message: Members): void => {
  const [id] = idsOf(message)
  if (id === undefined) return
  const stream = stage.streams.get(id)
  const names = objectOf(message['Key'])['Name']
  if (stream?.episode.domain === domainOf(message) && stream.episode.name === nameOf(message))
    reissue(stage, stream, message)
  else if (domainOf(message) === 'Login') login(stage, id, message)
  else if (Array.isArray(names)) batch(stage, id, message, names)
  else open(stage, id, message)
  stage.onProgress()
}
