/** Why a post was refused. A code without a name appears as its number in text form. */
export type NakCode =
  | 'None'
  | 'AccessDenied'
  | 'DeniedBySrc'
  | 'SourceDown'
  | 'SourceUnknown'
  | 'NoResources'
  | 'NoResponse'
  | 'GatewayDown'
  | 'SymbolUnknown'
  | 'NotOpen'
  | 'InvalidContent'
  // Any other text, without losing completion of the names above.
  | (string & Record<never, never>)

const nakCodes: Readonly<Record<number, NakCode>> = {
  0: 'None',
  1: 'AccessDenied',
  2: 'DeniedBySrc',
  3: 'SourceDown',
  4: 'SourceUnknown',
  5: 'NoResources',
  6: 'NoResponse',
  7: 'GatewayDown',
  10: 'SymbolUnknown',
  11: 'NotOpen',
  12: 'InvalidContent',
}

/** A code as it came, by name or number; absent means `None`, that is, accepted. */
export const nakCode = (raw: unknown): NakCode => {
  if (typeof raw === 'string' && raw !== '') return raw
  if (typeof raw === 'number') return nakCodes[raw] ?? String(raw)
  return 'None'
}
