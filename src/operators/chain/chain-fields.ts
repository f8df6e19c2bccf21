/**
 * The fields that chains are made of, as a view: a record may be made by three templates, which differ in how long
 * names can be.
 *
 * @example
 * ```ts
 * import { chainFields, toChain, type Consumer } from 'rx-omm'
 *
 * declare const consumer: Consumer
 * const open = (name: string) => consumer.item(name, { view: chainFields })
 * open('0#.FTSE')
 *   .pipe(toChain(open))
 *   .subscribe(({ members }) => console.log([...members.keys()]))
 * ```
 */
// prettier-ignore
export const chainFields: readonly string[] = [
  'RDNDISPLAY', 'DSPLY_NAME', 'PREF_DISP', 'PREV_DISP', 'REF_COUNT',
  'PREV_LR', 'NEXT_LR',
  'LINK_1', 'LINK_2', 'LINK_3', 'LINK_4', 'LINK_5', 'LINK_6', 'LINK_7',
  'LINK_8', 'LINK_9', 'LINK_10', 'LINK_11', 'LINK_12', 'LINK_13', 'LINK_14',
  'LONGPREVLR', 'LONGNEXTLR',
  'LONGLINK1', 'LONGLINK2', 'LONGLINK3', 'LONGLINK4', 'LONGLINK5', 'LONGLINK6', 'LONGLINK7',
  'LONGLINK8', 'LONGLINK9', 'LONGLINK10', 'LONGLINK11', 'LONGLINK12', 'LONGLINK13', 'LONGLINK14',
  'BR_PREVLR', 'BR_NEXTLR',
  'BR_LINK1', 'BR_LINK2', 'BR_LINK3', 'BR_LINK4', 'BR_LINK5', 'BR_LINK6', 'BR_LINK7',
  'BR_LINK8', 'BR_LINK9', 'BR_LINK10', 'BR_LINK11', 'BR_LINK12', 'BR_LINK13', 'BR_LINK14',
]
