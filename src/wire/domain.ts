/** Domain by name; a domain without a name (128 to 255 are free for customers) by number. */
export type Domain =
  | 'Login'
  | 'Source'
  | 'Dictionary'
  | 'MarketPrice'
  | 'MarketByOrder'
  | 'MarketByPrice'
  | 'MarketMaker'
  | 'SymbolList'
  | 'ServiceProviderStatus'
  | 'History'
  | 'Headline'
  | 'Story'
  | 'ReplayHeadline'
  | 'ReplayStory'
  | 'Transaction'
  | 'YieldCurve'
  | 'Contribution'
  | 'ProviderAdmin'
  | 'Analytics'
  | 'Reference'
  | 'NewsTextAnalytics'
  | 'EconomicIndicator'
  | 'Poll'
  | 'Forecast'
  | 'MarketByTime'
  | 'System'
  | number

const domains: Readonly<Record<number, Domain>> = {
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
}

/** A domain as it came, by name or number; absent means `MarketPrice`. */
export const domain = (raw: unknown): Domain => {
  if (typeof raw === 'number') return domains[raw] ?? raw
  const known = Object.values(domains).find((name) => name === raw)
  return known ?? 'MarketPrice'
}
