import { domainOf, idsOf, nameOf, objectOf, serviceOf, typeOf, type Members } from './members.js'
import { addEpisode, type Reading } from './reading.js'

const several = (
  reading: Reading,
  t: number,
  id: number,
  message: Members,
  names: readonly unknown[],
): void => {
  const episodes = names.map((each) => {
    const name = typeof each === 'string' ? each : ''
    return addEpisode(reading, message, { name, askedAt: t, asked: true })
  })
  const batch = { askedAt: t, episodes }
  reading.batches.set(id, batch)
  for (const [index, episode] of episodes.entries()) {
    // By the order of the names; an answer under another id puts it right.
    reading.open.set(id + 1 + index, episode)
    reading.batchOf.set(episode, batch)
  }
}

const request = (reading: Reading, t: number, message: Members): void => {
  const [id] = idsOf(message)
  if (id === undefined) return
  if (domainOf(message) === 'Login') reading.script.loginAt ??= t
  const names = objectOf(message['Key'])['Name']
  if (Array.isArray(names)) {
    several(reading, t, id, message, names)
    return
  }
  const episode = reading.open.get(id)
  if (episode?.domain === domainOf(message) && episode.name === nameOf(message)) {
    const cues: Reading['script']['batches'][number]['cue'][] = []
    episode.reissues.push(cues)
    const waiting = reading.reissues.get(episode) ?? []
    reading.reissues.set(episode, [...waiting, { at: t, wanted: message['Refresh'] !== false, cues }])
    return
  }
  reading.open.set(id, addEpisode(reading, message, { askedAt: t, asked: true }))
}

const end = ({ open, used }: Reading, id: number): void => {
  open.delete(id)
  used.add(id)
}

const close = (reading: Reading, t: number, message: Members): void => {
  const ids = idsOf(message)
  const [first] = ids
  if (first === undefined) return
  if (Array.isArray(message['ID'])) reading.closes.set(first, { at: t, count: ids.length })
  // The end of the login is the end of all.
  const all = ids.some((id) => reading.open.get(id)?.domain === 'Login')
  for (const id of all ? [...reading.open.keys()] : ids) end(reading, id)
}

const post = ({ script, open, posts }: Reading, t: number, message: Members): void => {
  const { PostID, Ack } = message
  const [id] = idsOf(message)
  if (id === undefined || Ack !== true) return
  const stream = open.get(id)
  const onStream = stream !== undefined && stream.domain !== 'Login'
  const recorded = {
    onStream,
    domain: onStream ? stream.domain : domainOf(message),
    name: onStream ? stream.name : nameOf(message),
    service: serviceOf(message) ?? (onStream ? [...stream.services][0] : undefined),
    postedAt: t,
  }
  script.posts.push(recorded)
  posts.set(`${id} ${String(PostID)}`, recorded)
}

/** Reads a message that the client sent. */
export const fromClient = (reading: Reading, t: number, message: Members): void => {
  switch (typeOf(message)) {
    case 'Request':
      request(reading, t, message)
      return
    case 'Close':
      close(reading, t, message)
      return
    case 'Post':
      post(reading, t, message)
      return
  }
}
