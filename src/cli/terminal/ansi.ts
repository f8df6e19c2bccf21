const escape = '\u001b['

/** Control sequences of terminals that are used here. */
export const ansi = {
  reset: `${escape}0m`,
  clearLine: `${escape}K`,
  clearBelow: `${escape}J`,
  enterScreen: `${escape}?1049h`,
  leaveScreen: `${escape}?1049l`,
  hideCursor: `${escape}?25l`,
  showCursor: `${escape}?25h`,
  /** Terminals that know it show all of an update at once; others pass it over. */
  beginUpdate: `${escape}?2026h`,
  endUpdate: `${escape}?2026l`,
  toLine: (line: number): string => `${escape}${line};1H`,
  /** A style by its numbers, such as `1;31` for bold red. */
  style: (numbers: string): string => `${escape}${numbers}m`,
} as const
