import type { Consumer, ConsumerState } from 'rx-omm'
import type { ObservedValueOf } from 'rxjs'
import type { Tally } from '../board/quotes'
import { phaseNames, toneOf } from './phase'
import type { TokenBar } from './token-bar'

/** A line of the inspector. */
export interface TreeLine {
  readonly name: string
  readonly value: string
  readonly tone: 'good' | 'busy' | 'bad' | 'quiet' | 'plain'
  /** Whether it belongs to a line above. */
  readonly part?: true
}

const seconds = (ms: number): string => `${Math.max(0, Math.ceil(ms / 1_000))} s`

/** The newest token: how long it is good for, and when it is renewed. */
export const tokenLines = (token: TokenBar | undefined, now: number): readonly TreeLine[] => {
  if (token === undefined) return [{ name: 'Token', value: 'none yet', tone: 'quiet' }]
  if (token.expiresAt <= now) return [{ name: 'Token', value: 'expired', tone: 'bad' }]
  const { renewAt, expiresAt } = token
  const renewal = renewAt > now ? `in ${seconds(renewAt - now)}` : 'due'
  return [
    { name: 'Token', value: `valid for ${seconds(expiresAt - now)}`, tone: 'good' },
    { name: 'renewal', value: renewal, tone: 'plain', part: true },
  ]
}

/** The session: where it stands, since when, and what comes next. */
export const sessionLines = (state: ConsumerState, now: number): readonly TreeLine[] => {
  const head: TreeLine = { name: 'Session', value: phaseNames[state.status], tone: toneOf(state.status) }
  const server: readonly TreeLine[] =
    'url' in state ? [{ name: 'server', value: new URL(state.url).host, tone: 'plain', part: true }] : []
  switch (state.status) {
    case 'ready':
      return [
        head,
        ...server,
        { name: 'since', value: seconds(now - state.since), tone: 'plain', part: true },
      ]
    case 'waiting':
      return [
        head,
        { name: 'cause', value: state.cause.code, tone: 'bad', part: true },
        {
          name: `attempt ${state.attempt + 1}`,
          value: `in ${seconds(state.nextTryAt - now)}`,
          tone: 'busy',
          part: true,
        },
      ]
    case 'failed':
      return [head, { name: 'cause', value: state.cause.code, tone: 'bad', part: true }]
    default:
      return [head, ...server]
  }
}

/** The services of the server, and which of them are up. */
export const serviceLines = (
  services: ObservedValueOf<Consumer['services$']> | undefined,
): readonly TreeLine[] => {
  const all = [...(services?.byName ?? [])]
  const stale = services === undefined || services.stale !== false
  return [
    {
      name: 'Services',
      value: stale ? `${all.length}, as last told` : `${all.length}`,
      tone: stale ? 'busy' : 'plain',
    },
    ...all.map(([name, { state }]): TreeLine => ({
      name,
      value: state.up ? 'up' : 'down',
      tone: stale ? 'quiet' : state.up ? 'good' : 'bad',
      part: true,
    })),
  ]
}

/** The items of the board, by how they are. */
export const itemLines = ({ live, stale, waiting, failed }: Tally): readonly TreeLine[] => [
  { name: 'Items', value: `${live + stale + waiting + failed}`, tone: 'plain' },
  { name: 'live', value: `${live}`, tone: live > 0 ? 'good' : 'quiet', part: true },
  { name: 'stale', value: `${stale}`, tone: stale > 0 ? 'busy' : 'quiet', part: true },
  { name: 'waiting', value: `${waiting}`, tone: waiting > 0 ? 'busy' : 'quiet', part: true },
  { name: 'failed', value: `${failed}`, tone: failed > 0 ? 'bad' : 'quiet', part: true },
]
