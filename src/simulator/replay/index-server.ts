import { readServices } from './read-services.js'
import { domainOf, endsStream, idsOf, nameOf, objectOf, serviceOf, typeOf, type Members } from './members.js'
import { addEpisode, type OpenReissue, type Reading } from './reading.js'
import type { Cue, Episode } from './script.js'
import type { SplitMessage } from './split-frame.js'

/** A message of a server, and where it stands. */
interface Heard extends SplitMessage {
  readonly t: number
  readonly line: number
  readonly id: number
}

const cueOf = ({ t, line, message, head, tail }: Heard, since: number): Cue => ({
  at: Math.max(0, t - since),
  line,
  head,
  tail,
  image: typeOf(message) !== 'Refresh' ? undefined : message['Complete'] === false ? 'part' : 'whole',
  over: endsStream(message),
})

/** A server may give the ids of a batch in another order: the name in the answer decides then. */
const inItsPlace = ({ batchOf, open }: Reading, { id, message }: Heard, episode: Episode): Episode => {
  const name = nameOf(message)
  if (name === '' || name === episode.name) return episode
  const meant = batchOf.get(episode)?.episodes.find((one) => one.name === name && one.cues.length === 0)
  if (meant === undefined) return episode
  open.set(id, meant)
  return meant
}

/** A stream that the recording holds no request for begins with its first image, unless it is a late one. */
const streamOf = (reading: Reading, heard: Heard): Episode | undefined => {
  const { id, message, t } = heard
  const known = reading.open.get(id)
  if (known) return inItsPlace(reading, heard, known)
  const nameless = domainOf(message) === 'Login' || domainOf(message) === 'Source'
  if (reading.used.has(id) || typeOf(message) !== 'Refresh' || (nameOf(message) === '' && !nameless))
    return undefined
  const episode = addEpisode(reading, message, { askedAt: t, asked: false })
  reading.open.set(id, episode)
  return episode
}

/** The reissue that an image answers, if it answers one. */
const reissueOf = (
  { imaged, reissues }: Reading,
  episode: Episode,
  message: Members,
): OpenReissue | undefined => {
  if (typeOf(message) !== 'Refresh' || message['Solicited'] === false || !imaged.has(episode))
    return undefined
  const waiting = reissues.get(episode) ?? []
  // One that wanted no image is seldom answered, and then at once: the newest is meant.
  return waiting.find(({ wanted }) => wanted) ?? waiting.at(-1)
}

const onStream = (reading: Reading, heard: Heard, episode: Episode): void => {
  const { script, imaged, reissues, open, used } = reading
  const { id, message } = heard
  const service = serviceOf(message)
  if (service !== undefined) episode.services.add(service)
  const reissue = reissueOf(reading, episode, message)
  const cue = cueOf(heard, reissue?.at ?? episode.askedAt)
  if (reissue) {
    reissue.cues.push(cue)
    const others = reissues.get(episode)?.filter((one) => one !== reissue) ?? []
    if (cue.image === 'whole') reissues.set(episode, others)
  } else if (episode.domain === 'Login' && cue.over && imaged.has(episode)) {
    script.finale.push({ at: heard.t, act: cue })
  } else {
    episode.cues.push(cue)
  }
  if (cue.image === 'whole') imaged.add(episode)
  if (!cue.over) return
  open.delete(id)
  used.add(id)
}

const acknowledgement = ({ posts }: Reading, { t, line, id, message }: Heard): void => {
  const key = `${id} ${String(message['AckID'])}`
  const recorded = posts.get(key)
  if (recorded === undefined) return
  posts.delete(key)
  recorded.ack = { at: Math.max(0, t - recorded.postedAt), line, message }
}

/** True for the answer to a message about several streams, which is kept. */
const isForSeveral = ({ script, batches, closes, open }: Reading, heard: Heard): boolean => {
  const { id, message } = heard
  if (typeOf(message) !== 'Status' || open.has(id)) return false
  const batch = batches.get(id)
  if (batch) {
    batches.delete(id)
    script.batches.push({ count: batch.episodes.length, cue: cueOf(heard, batch.askedAt) })
    return true
  }
  const closed = closes.get(id)
  if (closed === undefined) return false
  closes.delete(id)
  script.closes.push({ count: closed.count, cue: cueOf(heard, closed.at) })
  return true
}

/** Reads a message that the server sent. */
export const fromServer = (reading: Reading, t: number, line: number, split: SplitMessage): void => {
  const { message, head, tail } = split
  if (message['ID'] === undefined) {
    if (typeOf(message) !== 'Pong')
      reading.script.wide.push({ at: t, line, text: head + tail, isMessage: true })
    return
  }
  const [id] = idsOf(message)
  if (id === undefined || Array.isArray(message['ID'])) return
  const heard = { ...split, t, line, id }
  if (typeOf(message) === 'Ack') {
    acknowledgement(reading, heard)
    return
  }
  if (isForSeveral(reading, heard)) return
  const episode = streamOf(reading, heard)
  if (episode === undefined) return
  if (episode.domain === 'Source') readServices(reading.script.serviceNames, objectOf(message['Map']))
  const asked = episode.request && serviceOf(episode.request)
  const told = serviceOf(message)
  if (asked !== undefined && told !== undefined && /^\d+$/.test(told) && !/^\d+$/.test(asked))
    reading.script.serviceNames.set(told, asked)
  onStream(reading, heard, episode)
}
