/** How the command ends: its exit codes. They are part of its interface. */
export const exitCodes = {
  /** It did what it was asked for. */
  done: 0,
  /** It was refused, could not begin, or gave up. */
  failed: 1,
  /** The command line or the environment is wrong. */
  usage: 2,
  /** It was told to hang up, and left properly. */
  SIGHUP: 129,
  /** It was interrupted, and left properly; at once at the second interruption. */
  SIGINT: 130,
  /** It was told to end, and left properly; at once at the second request. */
  SIGTERM: 143,
} as const

/** The exit codes as lines of help. */
export const exitCodeHelp: readonly (readonly [code: string, meaning: string])[] = [
  ['0', 'done: time is up, q was pressed, all snapshots are in, or the reader of the output went away'],
  [
    '1',
    'refused for good, nothing of what was asked for is to be had or came in time, or it could not begin',
  ],
  ['2', 'the command line or an environment variable is wrong'],
  ['129 130 143', 'left properly after SIGHUP, SIGINT or SIGTERM; a second signal ends at once'],
]
