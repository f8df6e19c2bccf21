import { cleanText } from '../wire/state.js'

const escapeForRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A secret as it stands, percent-encoded, as it stands in a form body, in quoted JSON, and in HTML. */
const disguises = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  new URLSearchParams([['', secret]]).toString().slice(1),
  JSON.stringify(secret).slice(1, -1),
  secret.replace(/[&<>"']/g, (char) => entities[char] ?? char),
]

/** Runs of letters and digits that are long enough to be a part of a secret, and too long to be a word. */
const longRuns = /[\w-]{16,}/g

/** Cuts every secret out of a text, whatever its letter case and usual encoding, and longer parts of one. */
export const scrub = (text: string, secrets: readonly string[]): string => {
  const parts = secrets
    .filter((secret) => secret !== '')
    .flatMap(disguises)
    // Longest first, so that a secret that is part of another one does not leave the rest of it behind.
    .sort((a, b) => b.length - a.length)
  if (parts.length === 0) return text
  return text
    .replace(new RegExp(parts.map(escapeForRegExp).join('|'), 'gi'), '[removed]')
    .replace(longRuns, (run) => (secrets.some((secret) => secret.includes(run)) ? '[removed]' : run))
}

/**
 * Text that a service supplied, safe to print. Scrubbed before it is shortened, so that no secret survives in
 * part at the cut, and again after, because cleaning can join what was apart.
 */
export const serverText = (raw: unknown, secrets: readonly string[]): string =>
  typeof raw === 'string' ? scrub(cleanText(scrub(raw, secrets)), secrets) : ''
