import type { Story } from './story.js'

type Json = Readonly<Record<string, unknown>>

const isText = (value: unknown): boolean => typeof value === 'string'
const isNumber = (value: unknown): boolean => typeof value === 'number'
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText)

/** What the members of a story have to be where they are there. */
const members: Readonly<Record<string, (value: unknown) => boolean>> = {
  id: isText,
  altId: isText,
  audiences: isTexts,
  body: isText,
  firstCreated: isText,
  headline: isText,
  instancesOf: isTexts,
  language: isText,
  messageType: (value) => isText(value) || isNumber(value),
  mimeType: isText,
  provider: isText,
  pubStatus: isText,
  subjects: isTexts,
  takeSequence: isNumber,
  urgency: isNumber,
  versionCreated: isText,
}

const isKnown = (name: string): boolean => Object.hasOwn(members, name)

/** A story, or the name of what is wrong with it; empty where it is no object at all. */
export const readStory = (json: unknown): Story | string => {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return ''
  const given = Object.entries(json as Json).filter(([name, value]) => value !== null || !isKnown(name))
  const wrong = given.find(([name, value]) => isKnown(name) && members[name]?.(value) === false)
  return wrong?.[0] ?? Object.fromEntries(given)
}
