import type { Domain } from '../../wire/domain.js'
import { domain } from '../../wire/enums.js'
import { typeName } from './check/check-message.js'
import { domainMember, isServed } from './domains.js'
import { dictionaryRequest } from '../dictionary/dictionary-request.js'
import { closeStreams } from './close.js'
import { directoryRequest } from './directory.js'
import { errorMessage, readFrame, type Problem } from './frame.js'
import { itemRequest, notLoggedIn } from './item-request.js'
import { generic } from './latency.js'
import { reissueItem } from './open-item.js'
import { loginRequest } from './login.js'
import { post } from './post.js'
import { send, type Session } from './session.js'
import type { SessionWorld } from './world.js'

type Members = Readonly<Record<string, unknown>>

const unsupported = (world: SessionWorld, session: Session, name: Domain, message: Members): void => {
  if (world.settings.unknownDomain === 'drop') return
  send(session, {
    ID: message['ID'],
    Type: 'Status',
    ...domainMember(name),
    State: {
      Stream: 'Closed',
      Data: 'Suspect',
      Code: 'UsageError',
      Text: `Item request rejected for stream id ${String(message['ID'])} - item not supported\0`,
    },
  })
}

const request = (world: SessionWorld, session: Session, message: Members): Problem | undefined => {
  const name = domain(message['Domain'])
  if (name === 'Login') {
    loginRequest(world, session, message)
    return undefined
  }
  if (session.loginState !== 'open') {
    notLoggedIn(session, name, message)
    return undefined
  }
  if (name === 'Source') directoryRequest(world, session, message)
  else if (name === 'Dictionary') dictionaryRequest(world, session, message)
  else if (isServed(world.settings, name)) {
    const open = session.streams.get(Number(message['ID']))
    if (!open) return itemRequest(world, session, name, message)
    reissueItem(world, open, name, message)
  } else unsupported(world, session, name, message)
  return undefined
}

const handle = (
  world: SessionWorld,
  session: Session,
  message: Members,
  exact: Members,
  frame: string,
): Problem | undefined => {
  switch (typeName(message['Type'])) {
    case 'Ping':
      send(session, { Type: 'Pong' })
      return undefined
    case 'Request':
      return request(world, session, message)
    case 'Close':
      closeStreams(world, session, message)
      return undefined
    case 'Post':
      return post(world, session, message, exact)
    case 'Generic':
      generic(world, session, message, exact, frame)
      return undefined
    default:
      // Pong, and what only a provider sends: nothing to do.
      return undefined
  }
}

/** Handles a frame of a client, message by message. A faulty message costs those behind it. */
export const dispatchFrame = (world: SessionWorld, session: Session, frame: string): void => {
  session.asked.clear()
  session.fresh.clear()
  const { messages, exact, fault } = readFrame(frame, world.settings.catchUnknownJsonKeys)
  for (const [index, message] of messages.entries()) {
    const reply = (answer: Members): void => {
      send(session, answer)
    }
    if (world.settings.intercept?.(message, reply) === true) continue
    const late = handle(world, session, message, exact[index] ?? message, frame)
    if (!late) continue
    send(session, errorMessage({ id: Number(message['ID']), index, ...late }, frame))
    return
  }
  if (fault) send(session, errorMessage(fault, frame))
}
