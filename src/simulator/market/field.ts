import { chainFieldIds } from './chain-field-ids.js'
import { foreignFields } from './foreign-fields.js'

/** Fields of the simulated market: name to number in the vendor's dictionary; negative ones are a customer's own. */
export const fieldIds: Readonly<Record<string, number>> = {
  PROD_PERM: 1,
  RDNDISPLAY: 2,
  DSPLY_NAME: 3,
  RDN_EXCHID: 4,
  TRDPRC_1: 6,
  NETCHNG_1: 11,
  HIGH_1: 12,
  LOW_1: 13,
  PRCTCK_1: 14,
  CURRENCY: 15,
  TRADE_DATE: 16,
  OPEN_PRC: 19,
  HST_CLOSE: 21,
  BID: 22,
  ASK: 25,
  BIDSIZE: 30,
  ASKSIZE: 31,
  ACVOL_1: 32,
  EXDIVDATE: 39,
  PCTCHNG: 56,
  NUM_MOVES: 77,
  OFFCL_CODE: 78,
  BID_NET_CH: 114,
  TRDVOL_1: 178,
  ROW64_1: 215,
  RECORDTYPE: 259,
  SALTIM: 379,
  QUOTIM: 1025,
  ORDER_ID: 3426,
  ORDER_PRC: 3427,
  ORDER_SIDE: 3428,
  ORDER_SIZE: 3429,
  NO_ORD: 3430,
  QUOTIM_MS: 3855,
  ACC_SIZE: 4356,
  ...chainFieldIds(),
  SIM_CODE: -1,
  SIM_RATIO: -2,
  SIM_STAMP: -3,
}

const names = new Map(Object.entries(fieldIds).map(([name, id]) => [id, name]))

/** The name of a field, given by name or number; unknown ones give `undefined`. */
export const fieldName = (nameOrId: unknown): string | undefined => {
  if (typeof nameOrId === 'number') return names.get(nameOrId)
  if (typeof nameOrId !== 'string') return undefined
  return Object.hasOwn(fieldIds, nameOrId) || foreignFields.has(nameOrId) ? nameOrId : undefined
}

/** Fields and their values; a value is JSON text, because `1.10` must keep its zero. */
export type FieldList = ReadonlyMap<string, string>

/** Fields whose values are numbers; a number in quotes is no number for them. */
export const numericFields: ReadonlySet<string> = new Set(
  (
    'TRDPRC_1 NETCHNG_1 HIGH_1 LOW_1 OPEN_PRC HST_CLOSE BID ASK BIDSIZE ASKSIZE ACVOL_1 PCTCHNG NUM_MOVES ' +
    'BID_NET_CH TRDVOL_1 QUOTIM_MS ORDER_PRC ORDER_SIZE ACC_SIZE NO_ORD SIM_RATIO'
  ).split(' '),
)

/** Those of them that are whole numbers, which must be written so. */
export const integerFields: ReadonlySet<string> = new Set(['QUOTIM_MS', 'NO_ORD'])

/** The fields as JSON, only those of the view if there is one. */
export const fieldsJson = (fields: FieldList, view: ReadonlySet<string> | undefined): string => {
  let text = ''
  for (const [name, value] of fields)
    if (!view || view.has(name)) text += `${text === '' ? '' : ','}"${name}":${value}`
  return `{${text}}`
}

/** A date of GMT as the feed writes it. */
export const dateText = (at: number): string => `"${new Date(at).toISOString().slice(0, 10)}"`

const two = (number: number): string => (number < 10 ? `0${number}` : String(number))

/** A time of GMT as the feed writes it. */
export const timeText = (at: number): string => {
  const seconds = Math.floor(at / 1000) % 86_400
  return `"${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}"`
}
