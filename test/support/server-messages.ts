/** Messages as a server sends them, with overrides. */

type Members = Readonly<Record<string, unknown>>

/** The full content of an item. */
export const refresh = (id: number, fields: unknown = { BID: 1 }, more: Members = {}): Members => ({
  ID: id,
  Type: 'Refresh',
  State: { Stream: 'Open', Data: 'Ok' },
  Fields: fields,
  ...more,
})

/** What changed. */
export const update = (id: number, fields: unknown = { BID: 2 }, more: Members = {}): Members => ({
  ID: id,
  Type: 'Update',
  UpdateType: 'Quote',
  Fields: fields,
  ...more,
})

/** Health of a stream. */
export const status = (
  id: number,
  stream: unknown,
  data: unknown,
  code?: unknown,
  more: Members = {},
): Members => ({
  ID: id,
  Type: 'Status',
  State: { Stream: stream, Data: data, ...(code === undefined ? {} : { Code: code }) },
  ...more,
})

/** The server could not read a message. */
export const errorMessage = (id: number, text = 'JSON parser error'): Members => ({
  ID: id,
  Type: 'Error',
  Text: text,
  Debug: { Message: 'the whole frame' },
})

/** An accepted login. */
export const loginRefresh = (more: Members = {}): Members => ({
  ID: 1,
  Type: 'Refresh',
  Domain: 'Login',
  State: { Stream: 'Open', Data: 'Ok', Text: 'Login accepted' },
  Elements: { PingTimeout: 30, MaxMsgSize: 61_440 },
  Key: { Name: 'someone', Elements: { SupportBatchRequests: 7, SupportViewRequests: 1, SingleOpen: 1 } },
  ...more,
})
