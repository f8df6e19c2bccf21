import { isSameService, leastUsed } from './choose-episode.js'
import { domainOf, idsOf, nameOf, serviceOf, type Members } from './members.js'
import { afterwards, reply, type Stage } from './stage.js'

const acknowledgement = ({ ID, PostID, SeqNumber }: Members, recorded: Members): Members => {
  const { SeqNumber: numbered, ...members } = recorded
  return {
    ...members,
    ID,
    AckID: PostID,
    ...(numbered === undefined || SeqNumber === undefined ? {} : { SeqNumber }),
  }
}

/** Answers a post that wants an answer as the recording answered one for the same item in the same way. */
export const onPost = (stage: Stage, message: Members): void => {
  const { script, uses, streams } = stage
  const { PostID, Ack, ID } = message
  const [id] = idsOf(message)
  if (id === undefined || Ack !== true) return
  const episode = streams.get(id)?.episode
  const onStream = episode !== undefined && episode.domain !== 'Login'
  const nak = (NakCode: string, Text: string): void => {
    reply(stage, { ID, Type: 'Ack', AckID: PostID, NakCode, Text })
  }
  if (episode === undefined) {
    nak('NotOpen', 'The stream is not open.')
    return
  }
  const domain = onStream ? episode.domain : domainOf(message)
  const name = onStream ? episode.name : nameOf(message)
  const service = serviceOf(message)
  const fitting = script.posts.filter(
    (one) =>
      one.onStream === onStream &&
      one.domain === domain &&
      one.name === name &&
      isSameService(script, service, new Set(one.service === undefined ? [] : [one.service])),
  )
  const recorded = leastUsed(fitting, uses)
  if (recorded === undefined) {
    nak('SymbolUnknown', 'The recording holds no such post.')
    return
  }
  const { ack } = recorded
  if (ack === undefined) return
  afterwards(stage, ack, () => {
    reply(stage, acknowledgement(message, ack.message))
  })
}
