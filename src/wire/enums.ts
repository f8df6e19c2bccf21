/**
 * The enumerations of the protocol. A server writes the name where it knows one, else the number; both are
 * accepted here and turned into the name. A number without a name stays a number in text form.
 */

export { domain, type Domain } from './domain.js'

/** Health of a stream itself. */
export type StreamState = 'Unspecified' | 'Open' | 'NonStreaming' | 'ClosedRecover' | 'Closed' | 'Redirected'

/** Health of the data on a stream. */
export type DataState = 'NoChange' | 'Ok' | 'Suspect'

/** Reason of a state, for machines. A code without a name appears as its number in text form. */
export type StateCode =
  | 'None'
  | 'NotFound'
  | 'Timeout'
  | 'NotEntitled'
  | 'InvalidArgument'
  | 'UsageError'
  | 'Preempted'
  | 'JitConflationStarted'
  | 'RealtimeResumed'
  | 'FailoverStarted'
  | 'FailoverCompleted'
  | 'GapDetected'
  | 'NoResources'
  | 'TooManyItems'
  | 'AlreadyOpen'
  | 'SourceUnknown'
  | 'NotOpen'
  | 'NonUpdatingItem'
  | 'UnsupportedViewType'
  | 'InvalidView'
  | 'FullViewProvided'
  | 'UnableToRequestAsBatch'
  | 'NoBatchViewSupportInReq'
  | 'ExceededMaxMountsPerUser'
  | 'Error'
  | 'DacsDown'
  | 'UserUnknownToPermSys'
  | 'MaxLoginsReached'
  | 'UserAccessToAppDenied'
  | 'GapFill'
  | 'AppAuthorizationFailed'
  // Any other text, without losing completion of the names above.
  | (string & Record<never, never>)

/** What caused an update. A type without a name appears as its number in text form. */
export type UpdateType =
  | 'Unspecified'
  | 'Quote'
  | 'Trade'
  | 'NewsAlert'
  | 'VolumeAlert'
  | 'OrderIndication'
  | 'ClosingRun'
  | 'Correction'
  | 'MarketDigest'
  | 'QuotesTrade'
  | 'Multiple'
  | 'Verify'
  // Any other text, without losing completion of the names above.
  | (string & Record<never, never>)

const streamStates: readonly StreamState[] = [
  'Unspecified',
  'Open',
  'NonStreaming',
  'ClosedRecover',
  'Closed',
  'Redirected',
]

const dataStates: readonly DataState[] = ['NoChange', 'Ok', 'Suspect']

const stateCodes: Readonly<Record<number, StateCode>> = {
  0: 'None',
  1: 'NotFound',
  2: 'Timeout',
  3: 'NotEntitled',
  4: 'InvalidArgument',
  5: 'UsageError',
  6: 'Preempted',
  7: 'JitConflationStarted',
  8: 'RealtimeResumed',
  9: 'FailoverStarted',
  10: 'FailoverCompleted',
  11: 'GapDetected',
  12: 'NoResources',
  13: 'TooManyItems',
  14: 'AlreadyOpen',
  15: 'SourceUnknown',
  16: 'NotOpen',
  19: 'NonUpdatingItem',
  20: 'UnsupportedViewType',
  21: 'InvalidView',
  22: 'FullViewProvided',
  23: 'UnableToRequestAsBatch',
  26: 'NoBatchViewSupportInReq',
  27: 'ExceededMaxMountsPerUser',
  28: 'Error',
  29: 'DacsDown',
  30: 'UserUnknownToPermSys',
  31: 'MaxLoginsReached',
  32: 'UserAccessToAppDenied',
  34: 'GapFill',
  35: 'AppAuthorizationFailed',
}

const stateCodeNames: ReadonlySet<unknown> = new Set(Object.values(stateCodes))

const updateTypes: readonly UpdateType[] = [
  'Unspecified',
  'Quote',
  'Trade',
  'NewsAlert',
  'VolumeAlert',
  'OrderIndication',
  'ClosingRun',
  'Correction',
  'MarketDigest',
  'QuotesTrade',
  'Multiple',
  'Verify',
]

/** A stream state as it came, by name or number; unknown ones are `Unspecified`, which changes nothing. */
export const streamState = (raw: unknown): StreamState =>
  streamStates.find((name, number) => raw === name || raw === number) ?? 'Unspecified'

/** A data state as it came, by name or number; unknown ones are `NoChange`. */
export const dataState = (raw: unknown): DataState =>
  dataStates.find((name, number) => raw === name || raw === number) ?? 'NoChange'

/** A state code as it came, by name or number; absent means `None`. */
export const stateCode = (raw: unknown): StateCode => {
  if (typeof raw === 'string' && raw !== '') return raw
  if (typeof raw === 'number') return stateCodes[raw] ?? String(raw)
  return 'None'
}

/** Whether this is the name of a state code that the specification knows, and so nothing else. */
export const isKnownStateCode = (raw: unknown): boolean => stateCodeNames.has(raw)

/** An update type as it came, by name or number; absent means `Unspecified`. */
export const updateType = (raw: unknown): UpdateType => {
  if (typeof raw === 'string') return raw
  if (typeof raw === 'number') return updateTypes[raw] ?? String(raw)
  return 'Unspecified'
}
