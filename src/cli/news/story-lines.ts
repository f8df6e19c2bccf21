import type { NewsEvent, Story, StoryEvent } from '../../index.js'
import { printable } from '../terminal/printable.js'

/** What the members of a story, or of an analysis, are for people. */
interface Shown {
  readonly time: string
  readonly urgency: string
  readonly headline: string
  readonly rics: readonly string[]
}

const isObject = (value: unknown): value is Story =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const shownOf = (story: Story): Shown => {
  // An analysis tells of the story that it is about in a member of its own.
  const about = isObject(story['newsItem']) ? story['newsItem'] : story
  const { headline, subjects, urgency, versionCreated } = about
  const created = versionCreated ?? about['sourceTimestamp']
  const codes: readonly unknown[] = Array.isArray(subjects) ? subjects : []
  return {
    time: /T(\d\d:\d\d:\d\d)/.exec(String(created))?.[1] ?? '--:--:--',
    urgency: typeof urgency === 'number' ? String(urgency) : '-',
    headline: typeof headline === 'string' && headline.trim() !== '' ? headline.trim() : '(no headline)',
    rics: codes.flatMap((code) => (typeof code === 'string' && code.startsWith('R:') ? [code.slice(2)] : [])),
  }
}

/** True where a story is in one of the languages, in capitals or not, or these are not told. */
export const isIn = (story: Story, languages: readonly string[] | undefined): boolean => {
  const about = isObject(story['newsItem']) ? story['newsItem'] : story
  // That of an analysis can be anything.
  const language = String(about.language).toLowerCase()
  return languages === undefined || languages.some((one) => one.toLowerCase() === language)
}

const storyText = ({ story }: StoryEvent, full: boolean): readonly string[] => {
  const { time, urgency, headline, rics } = shownOf(story)
  const first = [time, urgency, headline, ...(rics.length === 0 ? [] : [`[${rics.join(' ')}]`])].join('  ')
  const body = full ? (story.body ?? '').trim() : ''
  return body === '' ? [first] : [first, '', ...body.split(/\r?\n/).map((line) => `    ${line.trim()}`), '']
}

/** Lines for people about an event, with the text of a story where it is wanted in full. */
export const textLines = (event: NewsEvent, full: boolean): readonly string[] => {
  switch (event.type) {
    case 'story':
      return storyText(event, full).map((line) => printable(line).trimEnd())
    case 'lost':
      return [printable(`! a story was lost (${event.reason}): ${event.text}`)]
    case 'status':
      return [event.stale === false ? '! live' : printable(`! stale: ${event.stale.cause.text}`)]
  }
}

/** What a JSON line tells of an event, besides its time. */
export const jsonLine = (event: NewsEvent): Readonly<Record<string, unknown>> => {
  switch (event.type) {
    case 'story': {
      const { type, guid, source, story } = event
      return { type, guid, source, story }
    }
    case 'lost': {
      const { type, reason, text, guid, source, fragments, bytes, size } = event
      return { type, reason, text, guid, source, fragments, bytes, size }
    }
    case 'status':
      return event.stale === false ? { type: 'live' } : { type: 'stale', cause: event.stale.cause.text }
  }
}
