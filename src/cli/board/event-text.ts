import { describeEvent, type ConsumerEvent, type EventLevel, type OmmError } from '../../index.js'
import { duration } from '../../consumer/event-words.js'
import type { Style } from './span.js'

/** What is to be told about an event. */
export interface Telling {
  readonly tone: Extract<Style, 'plain' | 'good' | 'warn' | 'bad'>
  readonly text: string
}

const toneOf: Readonly<Record<EventLevel, Telling['tone']>> = {
  debug: 'plain',
  info: 'good',
  warn: 'warn',
  error: 'bad',
}

/** On a board there is nothing worse than a session that ends, and a reissue is worth a glance. */
const ownTones: Readonly<Partial<Record<ConsumerEvent['event'], Telling['tone']>>> = {
  'connection.lost': 'bad',
  'login.closed': 'bad',
  'server.error': 'bad',
  'login.reissued': 'good',
}

/**
 * An event in words.
 *
 * @param known - an error that has just been told, and need not be repeated
 */
export const eventText = (event: ConsumerEvent, known?: OmmError): Telling => {
  const { level, message } = describeEvent(event)
  const tone = ownTones[event.event] ?? toneOf[level]
  return event.event === 'retry.scheduled' && event.cause === known
    ? { tone, text: `next attempt in ${duration(event.delayMs)}` }
    : { tone, text: message }
}
