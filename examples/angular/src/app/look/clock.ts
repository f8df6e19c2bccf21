const format = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** The time of day, from milliseconds since 1970: always eight letters, so that columns of it stand in line. */
export const clock = (at: number): string => format.format(at)
