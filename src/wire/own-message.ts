import type { ErrorMessage } from './messages.js'

/** What is known of the message of ours that an `Error` is about. */
export interface OwnMessage {
  /** Stream that the message was about; 0 when nobody can tell. */
  readonly id: number
  /** `Type` of the message; `Request` where it had none, absent when nobody can tell. */
  readonly type?: string | number
  /** Number of the post, where it was one. */
  readonly postId?: number
}

/** A message of ours, from the copy that the server sent back; `undefined` when that is of no help. */
const copyOf = ({ Debug }: ErrorMessage): Readonly<Record<string, unknown>> | undefined => {
  const copy: unknown = (Debug as { readonly Message?: unknown } | null | undefined)?.Message
  if (typeof copy !== 'string') return undefined
  try {
    const parsed: unknown = JSON.parse(copy)
    // Our frames hold one message each.
    const message: unknown = Array.isArray(parsed) && parsed.length === 1 ? parsed[0] : parsed
    return typeof message === 'object' && message !== null && !Array.isArray(message)
      ? (message as Readonly<Record<string, unknown>>)
      : undefined
  } catch {
    return undefined
  }
}

const number = (raw: unknown): number | undefined => (typeof raw === 'number' ? raw : undefined)

/**
 * Finds out which message of ours an `Error` is about. The copy that it may bring says more than its own `ID`, which
 * is 0 when the server had not read that far; nothing of the copy but numbers and type is handed on.
 */
export const ownMessage = (error: ErrorMessage): OwnMessage => {
  const copy = copyOf(error)
  if (copy === undefined) return { id: error.ID }
  const id = error.ID === 0 ? (number(copy['ID']) ?? 0) : error.ID
  const { Type = 'Request', PostID } = copy
  const postId = number(PostID)
  return {
    id,
    ...(typeof Type === 'string' || typeof Type === 'number' ? { type: Type } : {}),
    ...(postId === undefined ? {} : { postId }),
  }
}
