import { cleanText } from '../wire/state.js'

const escapeForRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A secret as it stands, percent-encoded, and as it stands in a form body. */
const disguises = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  new URLSearchParams([['', secret]]).toString().slice(1),
]

/** Cuts every secret out of a text, whatever its letter case and usual encoding. */
export const scrub = (text: string, secrets: readonly string[]): string => {
  const parts = secrets
    .filter((secret) => secret !== '')
    .flatMap(disguises)
    // Longest first, so that a secret that is part of another one does not leave the rest of it behind.
    .sort((a, b) => b.length - a.length)
  return parts.length === 0
    ? text
    : text.replace(new RegExp(parts.map(escapeForRegExp).join('|'), 'gi'), '[removed]')
}

/**
 * Text that a service supplied, safe to print. Scrubbed before it is shortened, so that no secret survives in
 * part at the cut, and again after, because cleaning can join what was apart.
 */
export const serverText = (raw: unknown, secrets: readonly string[]): string =>
  typeof raw === 'string' ? scrub(cleanText(scrub(raw, secrets)), secrets) : ''
