import { leave } from './end-login.js'
import type { Session } from './session.js'
import { capability, dropStream, type SessionWorld } from './world.js'

const closeOne = (world: SessionWorld, session: Session, id: number): boolean => {
  if (session.login?.id === id) {
    leave(world, session)
    return true
  }
  if (session.directories.delete(id) || session.dictionaries.delete(id)) return true
  const stream = session.streams.get(id)
  if (!stream) return false
  session.lastClosedId = id
  dropStream(world, stream)
  return true
}

/** Handles a close: of one stream without an answer, of several with one status on the first id. */
export const closeStreams = (
  world: SessionWorld,
  session: Session,
  message: Readonly<Record<string, unknown>>,
): void => {
  const { ID } = message
  if (!Array.isArray(ID)) {
    closeOne(world, session, Number(ID))
    return
  }
  const ids = ID as readonly number[]
  const [first] = ids
  // Without the capability a close of several is not understood, and nothing is said about it.
  if (first === undefined || (capability(world, 'SupportBatchRequests', 7) & 4) === 0) return
  const ok = ids.filter((id) => closeOne(world, session, id)).length
  const text = `Processed ${ids.length} total stream ids from Batch Close Request.  ${ok} Ok.`
  world.messages.status(session, first, {
    stream: 'Closed',
    text: ok === ids.length ? text : `${text}  ${ids.length - ok} Failed.`,
  })
}
