import { canPause } from './open-item.js'
import type { Login, Session } from './session.js'
import { itemOf, type SessionWorld } from './world.js'

/**
 * Pauses or resumes all items at a time, as a reissue of the login asks. One that asks for neither, to renew a token,
 * say, leaves the items alone that were paused one by one.
 */
export const pauseAll = (
  world: SessionWorld,
  session: Session,
  login: Login,
  message: Readonly<Record<string, unknown>>,
): void => {
  const paused = message['Pause'] === true && canPause(world)
  if (paused === login.paused) return
  login.paused = paused
  for (const stream of session.streams.values()) {
    const resumes = stream.paused && !paused
    stream.paused = paused
    if (resumes && !stream.waiting && !stream.service.suspect && message['Refresh'] !== false)
      world.messages.refresh(stream, itemOf(world, stream), { solicited: false })
  }
}
