import type { Session } from '../../session/session.js'
import type { Register } from '../register.js'
import { noLongerCurrent } from '../stream/stream-content.js'

/**
 * Pauses or resumes everything on a session by its login, so that the open items need no message each. Called before
 * their subscribers are told, when it resumes: what is sent for each item then is what differs from here.
 */
export const pauseSession = (session: Session, register: Register, paused: boolean): void => {
  if (!session.login.pauseResume) return
  session.pause(paused)
  for (const stream of register.all()) {
    if (stream.id === 0 || stream.wireKind.snapshot) continue
    if (paused) {
      noLongerCurrent(stream)
      stream.terms = register.intern({ ...stream.terms, paused: true })
    } else {
      // Resumed with the others, although its own subscribers may want it to stay paused, or in spite of a pause of
      // its own that it was opened with: so each is told, and those that go on by a refresh.
      stream.terms = register.intern({ ...stream.terms, paused: undefined })
    }
  }
}
