import type { TestScheduler } from 'rxjs/testing'
import { isMapLike } from './is-map-like.js'

/** One notification, and when it came. */
type Message = ReturnType<typeof TestScheduler.parseMarbles>[number]

/** Longer values are cut: the text is to be read by people, and the whole is in the error's members. */
const longest = 300

const readable = (_: string, value: unknown): unknown => {
  if (value === undefined) return 'undefined'
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function') return `function ${value.name}`
  if (isMapLike(value)) return Object.fromEntries([...value].map(([key, held]) => [String(key), held]))
  if (value instanceof Set) return [...value]
  if (value instanceof Error) return `${value.name}: ${value.message}`
  return value
}

const valueText = (value: unknown): string => {
  try {
    const text = JSON.stringify(value, readable)
    return text.length > longest ? `${text.slice(0, longest)}…` : text
  } catch {
    // It holds itself.
    return String(value)
  }
}

const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && 'notification' in value && 'frame' in value

const messageText = ({ frame, notification }: Message): string => {
  switch (notification.kind) {
    case 'N':
      return `${frame} ms  ${valueText(notification.value)}`
    case 'E':
      return `${frame} ms  error ${valueText(notification.error)}`
    case 'C':
      return `${frame} ms  completes`
  }
}

/** What an observable did, or when it was subscribed to: one line for each. */
export const textOf = (recorded: unknown): string => {
  const lines = [recorded].flat().map((one) => (isMessage(one) ? messageText(one) : valueText(one)))
  return lines.length === 0 ? '  nothing' : lines.map((line) => `  ${line}`).join('\n')
}
