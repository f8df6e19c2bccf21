import * as t from 'io-ts'
import { type FieldsOf, nullable } from 'rx-omm'

/** What the board asks the server for: names of fields, and what is expected of their values. */
export const Quote = t.partial({
  BID: nullable(t.number),
  ASK: nullable(t.number),
  TRDPRC_1: nullable(t.number),
  PCTCHNG: nullable(t.number),
})

/** The values of a quote. */
export type QuoteFields = FieldsOf<typeof Quote>
