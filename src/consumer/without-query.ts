/** What is told of an address: nothing from its query on, where some servers want a key or a token. */
export const withoutQuery = <Told extends object>(told: Told): Told =>
  'url' in told ? { ...told, url: String(told.url).replace(/[?#].*/s, '') } : told
