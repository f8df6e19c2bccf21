import { pong } from '../wire/build.js'
import { mayRound, parseExact } from '../wire/exact-json.js'
import type { ClientMessage, ServerMessage, StreamMessage } from '../wire/messages.js'
import { parseFrame } from '../wire/parse.js'
import type { ConnectionEvent } from './connection-event.js'

/** Says of a stream whether its integers are to come exactly. */
export type WantsExact = (id: number) => boolean

/** Turns frames into messages. */
export interface Reader {
  readonly read: (frame: unknown) => void
  /** See `Connection.exactFor`. */
  readonly exactFor: (wants: WantsExact | undefined) => void
}

/** What a reader needs. */
export interface ReaderOptions {
  readonly out: (message: StreamMessage) => void
  readonly send: (message: ClientMessage) => void
  readonly report: (event: ConnectionEvent) => void
}

/** The messages of a frame with exact integers, where `JSON.parse` may have rounded one of them. */
const exactly = (frame: string, messages: readonly ServerMessage[]): readonly ServerMessage[] => {
  const exact = mayRound(frame) ? parseFrame(frame, parseExact)?.messages : undefined
  // An id that is too large for a number is no message here, and then the places do not match.
  return exact?.length === messages.length ? exact : messages
}

/** The messages of a frame, those of the streams that want it with exact integers. */
const exactWhere = (
  wants: WantsExact,
  frame: string,
  messages: readonly ServerMessage[],
): readonly ServerMessage[] => {
  const wanted = (message: ServerMessage): boolean => 'ID' in message && wants(message.ID)
  if (!mayRound(frame) || !messages.some(wanted)) return messages
  const exact = exactly(frame, messages)
  return messages.map((message, index) => (wanted(message) ? (exact[index] ?? message) : message))
}

/** Answers pings before anyone else hears of them, and tells of what cannot be read. */
export const reader = ({ out, send, report }: ReaderOptions): Reader => {
  let wants: WantsExact | undefined

  return {
    read: (frame) => {
      const text = typeof frame === 'string' ? frame : undefined
      const parsed = text === undefined ? undefined : parseFrame(text)
      if (parsed === undefined || parsed.malformed > 0) {
        report({ event: 'frame.malformed', length: text?.length ?? -1 })
      }
      if (parsed === undefined || text === undefined) return
      const messages = wants === undefined ? parsed.messages : exactWhere(wants, text, parsed.messages)
      let exact: readonly ServerMessage[] | undefined
      let index = 0
      for (const message of messages) {
        switch (message.Type) {
          case 'Ping':
            send(pong)
            break
          case 'Pong':
            break
          case 'Generic':
            // Always exactly: the ticks of a measurement have to go back as they came.
            exact ??= exactly(text, messages)
            out(exact[index] as StreamMessage)
            break
          default:
            out(message)
        }
        index += 1
      }
    },
    exactFor: (next) => {
      wants = next
    },
  }
}
