/**
 * The commonest fields of prices and books, and what servers with the vendor's dictionary send in them: so that `BID` is
 * a number where you read it, and editors know the names. For the compiler only. Values are not checked as they
 * arrive, and a server whose dictionary is another one sends something else under the same name; very rarely a number
 * is one of the texts `"Inf"`, `"-Inf"` and `"NaN"`. A codec as the `view` checks.
 */
export interface PriceFields {
  /** Price of the last trade. */
  readonly TRDPRC_1?: number | null
  /** Price of the trade before the last one; where the server ripples. */
  readonly TRDPRC_2?: number | null
  /** Difference between the last price and the close before. */
  readonly NETCHNG_1?: number | null
  /** The same in per cent. */
  readonly PCTCHNG?: number | null
  /** The best price at which somebody is willing to buy. */
  readonly BID?: number | null
  /** The bid before; where the server ripples. */
  readonly BID_1?: number | null
  /** The best price at which somebody is willing to sell. */
  readonly ASK?: number | null
  /** The ask before; where the server ripples. */
  readonly ASK_1?: number | null
  /** How much the best buyers want, in shares, lots or contracts. */
  readonly BIDSIZE?: number | null
  /** How much the best sellers offer, in shares, lots or contracts. */
  readonly ASKSIZE?: number | null
  /** Difference between the bid and the closing bid before. */
  readonly BID_NET_CH?: number | null
  /** Highest price of the day. */
  readonly HIGH_1?: number | null
  /** Lowest price of the day. */
  readonly LOW_1?: number | null
  /** First price of the day. */
  readonly OPEN_PRC?: number | null
  /** Close of the trading day before, not adjusted. */
  readonly HST_CLOSE?: number | null
  /** Close of the trading day before, adjusted. */
  readonly ADJUST_CLS?: number | null
  /** Official close. */
  readonly OFF_CLOSE?: number | null
  /** First bid of the day. */
  readonly OPEN_BID?: number | null
  /** First ask of the day. */
  readonly OPEN_ASK?: number | null
  /** Last bid of the day. */
  readonly CLOSE_BID?: number | null
  /** Last ask of the day. */
  readonly CLOSE_ASK?: number | null
  /** Settlement price. */
  readonly SETTLE?: number | null
  /** Average price of the day, weighted by volume. */
  readonly VWAP?: number | null
  /** Size of the last trade. */
  readonly TRDVOL_1?: number | null
  /** Volume of the day. */
  readonly ACVOL_1?: number | null
  /** Number of trades of the day. */
  readonly NUM_MOVES?: number | null
  /** Highest price of the year. */
  readonly YRHIGH?: number | null
  /** Lowest price of the year. */
  readonly YRLOW?: number | null
  /** Highest price that is allowed today. */
  readonly UPLIMIT?: number | null
  /** Lowest price that is allowed today. */
  readonly LOLIMIT?: number | null
  /** Open interest. */
  readonly OPINT_1?: number | null
  /** Change of the open interest. */
  readonly OPINTNC?: number | null
  /** Strike price of an option. */
  readonly STRIKE_PRC?: number | null
  /** Coupon of a bond, in per cent. */
  readonly COUPN_RATE?: number | null
  /** Yield, in per cent. */
  readonly YIELD?: number | null
  /** Earnings per share. */
  readonly EARNINGS?: number | null
  /** Price divided by earnings. */
  readonly PERATIO?: number | null
  /** Dividend. */
  readonly DIVIDEND?: number | null
  /** Number of the product that entitles to the item. */
  readonly PROD_PERM?: number | null
  /** Number of the template with which terminals show the item. */
  readonly RDNDISPLAY?: number | null
  /** Number of the kind of the record. */
  readonly RECORDTYPE?: number | null
  /** Time of the quote, in milliseconds since midnight GMT. */
  readonly QUOTIM_MS?: number | null
  /** Price of an order, or of a level of a book. */
  readonly ORDER_PRC?: number | null
  /** Size of an order. */
  readonly ORDER_SIZE?: number | null
  /** Sum of the sizes of a level of a book. */
  readonly ACC_SIZE?: number | null
  /** Number of the orders of a level of a book. */
  readonly NO_ORD?: number | null
  /** Name of the instrument, or of who quotes it. */
  readonly DSPLY_NAME?: string | null
  /** Official code of the instrument, such as a SEDOL. */
  readonly OFFCL_CODE?: string | null
  /** Symbol of the exchange for it. */
  readonly PROV_SYMB?: string | null
  /** Date of the last trade: `2026-11-23`. */
  readonly TRADE_DATE?: string | null
  /** Time of the last trade, in minutes: `14:05:00`. */
  readonly TRDTIM_1?: string | null
  /** Time of the last trade, GMT: `14:05:09`. */
  readonly SALTIM?: string | null
  /** Date of the last change. */
  readonly ACTIV_DATE?: string | null
  /** Time of the last change, GMT. */
  readonly TIMACT?: string | null
  /** Date of the quote. */
  readonly QUOTE_DATE?: string | null
  /** Time of the quote, GMT. */
  readonly QUOTIM?: string | null
  /** Date of `HST_CLOSE`. */
  readonly HSTCLSDATE?: string | null
  /** Date from which the price is without the dividend. */
  readonly EXDIVDATE?: string | null
  /** Date on which a contract expires. */
  readonly EXPIR_DATE?: string | null
  /** Date on which a bond matures. */
  readonly MATUR_DATE?: string | null
  /** Number or name of an order. */
  readonly ORDER_ID?: string | null
  /** Exchange: a text such as `NYS`, or its number. */
  readonly RDN_EXCHID?: string | number | null
  /** Exchange, of more of them. */
  readonly RDN_EXCHD2?: string | number | null
  /** Currency: a text such as `USD`, or its number. */
  readonly CURRENCY?: string | number | null
  /** Direction of the last price: an arrow, or its number. */
  readonly PRCTCK_1?: string | number | null
  /** Unit of the prices: a text, or its number. */
  readonly TRD_UNITS?: string | number | null
  /** Side of an order: `BID` or `ASK`, or 1 or 2. */
  readonly ORDER_SIDE?: string | number | null
}
