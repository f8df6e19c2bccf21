import type { ConsumerState } from 'rx-omm'

/** A stretch of time in which the consumer stood in one place. Times are in milliseconds since 1970. */
export interface Phase {
  readonly status: ConsumerState['status']
  readonly from: number
  /** Absent while it lasts. */
  readonly to?: number
  /** Why, where something failed. */
  readonly cause?: string
}

/** What each place is called on the page. */
export const phaseNames: Readonly<Record<ConsumerState['status'], string>> = {
  idle: 'Idle',
  authenticating: 'Getting a token',
  discovering: 'Finding a server',
  connecting: 'Connecting',
  'logging-in': 'Logging in',
  ready: 'Connected',
  waiting: 'Waiting to retry',
  failed: 'Failed',
  closed: 'Closed',
}

/** Whether all is well, on its way, or in trouble. */
export const toneOf = (status: ConsumerState['status']): 'good' | 'busy' | 'bad' | 'quiet' => {
  switch (status) {
    case 'ready':
      return 'good'
    case 'authenticating':
    case 'discovering':
    case 'connecting':
    case 'logging-in':
      return 'busy'
    case 'waiting':
    case 'failed':
      return 'bad'
    case 'idle':
    case 'closed':
      return 'quiet'
  }
}
