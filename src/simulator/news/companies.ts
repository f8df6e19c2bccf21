/** A company that news can be about. */
export interface Company {
  readonly name: string
  readonly ric: string
  /** Where it is at home. */
  readonly city: string
}

/** Made up, but for the RICs: these have prices on the simulator, too. */
export const companies: readonly Company[] = [
  { name: 'Barrow Bank', ric: 'BARC.L', city: 'LONDON' },
  { name: 'Voda Networks', ric: 'VOD.L', city: 'LONDON' },
  { name: 'Trident Information', ric: 'TRI.N', city: 'TORONTO' },
  { name: 'Orchard Devices', ric: 'AAPL.O', city: 'CUPERTINO' },
  { name: 'Window Software', ric: 'MSFT.O', city: 'SEATTLE' },
  { name: 'Blue Machines', ric: 'IBM.N', city: 'NEW YORK' },
  { name: 'Rheinwerk', ric: 'RWK.DE', city: 'FRANKFURT' },
  { name: 'Loire Énergie', ric: 'LOE.PA', city: 'PARIS' },
]
