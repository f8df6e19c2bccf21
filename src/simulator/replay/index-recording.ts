import type { Recording } from '../record/read-recording.js'
import { fromClient } from './index-client.js'
import { fromServer } from './index-server.js'
import { newReading } from './reading.js'
import type { Script } from './script.js'
import { splitFrame } from './split-frame.js'

/** Puts a recording in order for playing. What makes no sense in it is left out. */
export const indexRecording = ({ lines }: Recording): Script => {
  const reading = newReading()
  const { script } = reading
  for (const [line, event] of lines.entries()) {
    const { t, from } = event
    if ('close' in event) {
      if (from === 'server') script.finale.push({ at: t, act: event.close })
      continue
    }
    const messages = splitFrame(event.frame)
    if (from === 'client') for (const { message } of messages ?? []) fromClient(reading, t, message)
    else if (messages === undefined) script.wide.push({ at: t, line, text: event.frame, isMessage: false })
    else for (const split of messages) fromServer(reading, t, line, split)
  }
  return script
}
