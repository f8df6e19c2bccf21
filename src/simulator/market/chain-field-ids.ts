/** Numbered links of a template, whose numbers in the vendor's dictionary follow each other. */
const links = (prefix: string, first: number): readonly (readonly [string, number])[] =>
  Array.from({ length: 14 }, (_, index) => [`${prefix}${index + 1}`, first + index] as const)

/** The fields of records of chains: name to number. */
export const chainFieldIds = (): Readonly<Record<string, number>> =>
  Object.fromEntries([
    ['PREV_LR', 237],
    ['NEXT_LR', 238],
    ['REF_COUNT', 239],
    ...links('LINK_', 240),
    ...links('LONGLINK', 800),
    ['LONGPREVLR', 814],
    ['LONGNEXTLR', 815],
    ...links('BR_LINK', 6409),
    ['BR_PREVLR', 6423],
    ['BR_NEXTLR', 6424],
  ])
