/**
 * The enumerations of the protocol. A server writes the name where it knows one, else the number; both are
 * accepted here and turned into the name. A number without a name stays a number in text form.
 */

/** Health of a stream itself. */
export type StreamState = 'Unspecified' | 'Open' | 'NonStreaming' | 'ClosedRecover' | 'Closed' | 'Redirected'

/** Health of the data on a stream. */
export type DataState = 'NoChange' | 'Ok' | 'Suspect'

const streamStates: readonly StreamState[] = [
  'Unspecified',
  'Open',
  'NonStreaming',
  'ClosedRecover',
  'Closed',
  'Redirected',
]

const dataStates: readonly DataState[] = ['NoChange', 'Ok', 'Suspect']

const stateCodes = {
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
} as const

const domains = {
  1: 'Login',
  4: 'Source',
  5: 'Dictionary',
  6: 'MarketPrice',
  7: 'MarketByOrder',
  8: 'MarketByPrice',
  9: 'MarketMaker',
  10: 'SymbolList',
  11: 'ServiceProviderStatus',
  12: 'History',
  13: 'Headline',
  14: 'Story',
  15: 'ReplayHeadline',
  16: 'ReplayStory',
  17: 'Transaction',
  22: 'YieldCurve',
  27: 'Contribution',
  29: 'ProviderAdmin',
  30: 'Analytics',
  31: 'Reference',
  33: 'NewsTextAnalytics',
  34: 'EconomicIndicator',
  35: 'Poll',
  36: 'Forecast',
  37: 'MarketByTime',
  127: 'System',
} as const

const updateTypes = [
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
] as const

/** Any text, without losing completion of the names that are known. */
type OrText<Known extends string> = Known | (string & Record<never, never>)

/** Reason of a state, for machines. A code without a name appears as its number in text form. */
export type StateCode = OrText<(typeof stateCodes)[keyof typeof stateCodes]>

/** Domain by name; a domain without a name (128 to 255 are free for customers) by number. */
export type Domain = (typeof domains)[keyof typeof domains] | number

/** What caused an update. A type without a name appears as its number in text form. */
export type UpdateType = OrText<(typeof updateTypes)[number]>

/** A stream state as it came, by name or number; unknown ones are `Unspecified`, which changes nothing. */
export const streamState = (raw: unknown): StreamState =>
  streamStates.find((name, number) => raw === name || raw === number) ?? 'Unspecified'

/** A data state as it came, by name or number; unknown ones are `NoChange`. */
export const dataState = (raw: unknown): DataState =>
  dataStates.find((name, number) => raw === name || raw === number) ?? 'NoChange'

/** A state code as it came, by name or number; absent means `None`. */
export const stateCode = (raw: unknown): StateCode => {
  if (typeof raw === 'string' && raw !== '') return raw
  if (typeof raw === 'number') return (stateCodes as Readonly<Record<number, string>>)[raw] ?? String(raw)
  return 'None'
}

/** An update type as it came, by name or number; absent means `Unspecified`. */
export const updateType = (raw: unknown): UpdateType => {
  if (typeof raw === 'string') return raw
  if (typeof raw === 'number') return updateTypes[raw] ?? String(raw)
  return 'Unspecified'
}

/** A domain as it came, by name or number; absent means `MarketPrice`. */
export const domain = (raw: unknown): Domain => {
  if (typeof raw === 'number') return (domains as Readonly<Record<number, Domain>>)[raw] ?? raw
  const known = Object.values(domains).find((name) => name === raw)
  return known ?? 'MarketPrice'
}
