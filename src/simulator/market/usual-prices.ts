/** Prices at which well-known instruments are about to be found, so that a demonstration looks like a market. */
const usualPrices: Readonly<Record<string, number>> = {
  'EUR=': 1.0842,
  'GBP=': 1.2715,
  'CHF=': 0.8861,
  'AUD=': 0.6588,
  'CAD=': 1.3702,
  'JPY=': 151.34,
  'XAU=': 2384.5,
  'TRI.N': 168.2,
  'IBM.N': 187.65,
  'MSFT.O': 415.1,
  'AAPL.O': 212.4,
  'VOD.L': 70.48,
  'BARC.L': 214.65,
  '.FTSE': 8187.2,
}

/** The usual price of an instrument, if it is a well-known one. */
export const usualPrice = (name: string): number | undefined =>
  Object.hasOwn(usualPrices, name) ? usualPrices[name] : undefined
