import type { Session } from '../session/session.js'
import type { Register } from './register.js'
import { noLongerCurrent } from './stream-content.js'

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
    } else if (stream.pausedItself) {
      // Resumed with the others, although its own subscribers want it to stay paused: that is to be said again.
      stream.terms = register.intern({ ...stream.terms, paused: false })
    }
    // The others keep what they were paused with, so that they are resumed one by one, with a refresh.
  }
}
