interface Names {
  readonly names: readonly string[]
  /** Highest number; some numbers below have no name. */
  readonly highest: number
}

const list = (text: string, highest?: number): Names => {
  const names = text.split(' ')
  return { names, highest: highest ?? names.length - 1 }
}

/** The enumerations of the protocol that a client may write, by name or number. */
export const enumerations = {
  nameType: list('Unspecified Name Ric Contributor EmailAddress Token Cookie AuthnToken', 255),
  timeliness: list('Unspecified Realtime DelayedUnknown Delayed'),
  rate: list('Unspecified TickByTick JitConflated TimeConflated'),
  streamState: list('Unspecified Open NonStreaming ClosedRecover Closed Redirected'),
  dataState: list('NoChange Ok Suspect'),
  stateCode: list(
    'None NotFound Timeout NotEntitled InvalidArgument UsageError Preempted JitConflationStarted ' +
      'RealtimeResumed FailoverStarted FailoverCompleted GapDetected NoResources TooManyItems AlreadyOpen ' +
      'SourceUnknown NotOpen NonUpdatingItem UnsupportedViewType InvalidView FullViewProvided ' +
      'UnableToRequestAsBatch NoBatchViewSupportInReq ExceededMaxMountsPerUser Error DacsDown ' +
      'UserUnknownToPermSys MaxLoginsReached UserAccessToAppDenied GapFill AppAuthorizationFailed',
    127,
  ),
  updateType: list(
    'Unspecified Quote Trade NewsAlert VolumeAlert OrderIndication ClosingRun Correction MarketDigest ' +
      'QuotesTrade Multiple Verify',
    255,
  ),
  nakCode: list(
    'None AccessDenied DeniedBySrc SourceDown SourceUnknown NoResources NoResponse GatewayDown SymbolUnknown ' +
      'NotOpen InvalidContent',
    255,
  ),
  viewType: list('Unspecified FieldIDList NameList', 255),
  vectorAction: list('Unspecified Update Set Clear Insert Delete'),
  filterAction: list('Unspecified Update Set Clear'),
} as const satisfies Readonly<Record<string, Names>>

/** Name of an enumeration. */
export type Enumeration = keyof typeof enumerations
