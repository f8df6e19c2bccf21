import type { LogLine } from '../../simulator/index.js'
import { printable } from '../terminal/printable.js'

type Message = Readonly<Record<string, unknown>>

const isMessage = (value: unknown): value is Message => typeof value === 'object' && value !== null

const messagesIn = (frame: string): readonly Message[] => {
  try {
    const parsed: unknown = JSON.parse(frame)
    return (Array.isArray(parsed) ? (parsed as readonly unknown[]) : [parsed]).filter(isMessage)
  } catch {
    return []
  }
}

const member = (value: unknown, name: string): unknown => (isMessage(value) ? value[name] : undefined)

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)

const stateText = (state: unknown): string =>
  isMessage(state)
    ? [`${textOf(state['Stream'])}/${textOf(state['Data'])}`, textOf(state['Code']), textOf(state['Text'])]
        .filter((part) => part !== '')
        .join(' ')
    : ''

const namesText = (names: readonly unknown[]): string =>
  names.length <= 5
    ? names.map(textOf).join(' ')
    : `${names.slice(0, 4).map(textOf).join(' ')} … ${names.length} in all`

const subject = (message: Message): string => {
  const { ID, Domain, Key } = message
  const name = member(Key, 'Name')
  // The name of a login is nobody's business.
  const what = Domain === 'Login' ? 'login' : Array.isArray(name) ? namesText(name) : textOf(name)
  return [
    Domain === 'Login' || Domain === undefined ? '' : textOf(Domain),
    what,
    Array.isArray(ID) ? `${ID.length} streams` : `#${textOf(ID)}`,
  ]
    .filter((part) => part !== '')
    .join(' ')
}

/** What is worth a line of a message; updates and pings are not, for they are too many. */
const messageText = (message: Message): string | undefined => {
  switch (message['Type'] ?? 'Request') {
    case 'Update':
    case 'Ping':
    case 'Pong':
      return undefined
    case 'Request':
      return message['Domain'] === 'Login' && message['Refresh'] === false
        ? `login reissue ${subject(message)}`
        : `request ${subject(message)}`
    case 'Error':
      return `error ${textOf(member(message['Debug'], 'Message') ?? message['Text'])}`
    default:
      return [textOf(message['Type']).toLowerCase(), subject(message), stateText(message['State'])]
        .filter((part) => part !== '')
        .join(' ')
  }
}

/** A line of the simulator's log in words, or several; none for what is not worth a line. */
export const humanLines = (line: LogLine): readonly string[] => {
  const time = `${(line.t / 1000).toFixed(3).padStart(9)}  `
  if ('listening' in line) return []
  if ('http' in line) {
    const { method, path, status, grant_type: grant } = line.http
    const answer = status === 0 ? 'no answer' : String(status)
    return [printable(`${time}HTTP  ${method} ${path}${grant === undefined ? '' : ` ${grant}`} → ${answer}`)]
  }
  const who = `#${line.connection}`.padEnd(4)
  if ('close' in line) {
    const { code, reason } = line.close
    return [printable(`${time}${who}  closed ${code}${reason === '' ? '' : ` ${reason}`}`)]
  }
  const arrow = line.from === 'client' ? '→' : '←'
  return messagesIn(line.frame)
    .map(messageText)
    .filter((text) => text !== undefined)
    .map((text) => printable(`${time}${who}${arrow} ${text}`))
}
