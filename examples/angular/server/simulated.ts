import type { SimulatorOptions } from 'rx-omm/simulator'

/** The simulated market of the demo. */
export const simulated: SimulatorOptions = {
  // Short, so that one sees renewals come and go.
  accessTokenLife: 60,
  updateRate: 2,
  symbolLists: {
    '0#.DJI': ['AAPL.O', 'BA.N', 'CAT.N', 'CVX.N', 'DIS.N', 'GS.N', 'HD.N', 'IBM.N', 'JPM.N', 'KO.N'],
  },
}
