import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { printTypes } from '../../src/cli/types/print-types.js'
import { parseDictionary } from '../../src/index.js'
import { ownEnums } from '../../src/simulator/dictionary/own-enums.js'
import { ownFields } from '../../src/simulator/dictionary/own-fields.js'
import { checkBlocks } from '../docs/check-blocks.js'
import { run } from './support.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

const odd = parseDictionary({
  fields: `52WK_HIGH "*/ 52 'WEEK' HIGH" 3265 NULL PRICE 17 REAL64 7
    HASH "A MAP" -5 NULL OPAQUE 17 MAP 7
    KIND "KIND" -6 NULL ENUMERATED 3 ( 3 ) ENUM 1
    MANY "MANY" -7 NULL ENUMERATED 3 ( 3 ) ENUM 1
    BARE "BARE" -8 NULL ENUMERATED 3 ( 3 ) ENUM 1
    SHUT "SHUT" -9 NULL NONE 0 UNKNOWN 0
    __proto__ "NAME" -10 NULL PRICE 17 REAL 7`,
  enums: `KIND -6
    0 "it's" one
    1 "\\" other
    2 "it's" again
    MANY -7
    ${Array.from({ length: 13 }, (_, at) => `${at} "T${at}" more`).join('\n')}`,
})

describe('code for fields', () => {
  it('does not compile, or types something else', () => {
    const own = parseDictionary({ fields: ownFields, enums: ownEnums })
    const code = printTypes(own, { fields: ['BID', 'CURRENCY', 'ORDER_SIDE', 'PRCTCK_1', 'QUOTIM'] })
    const use = `
import { toImage, type Consumer } from 'rx-omm'
declare const consumer: Consumer
consumer.item('EUR=', { view: Quote }).pipe(toImage()).subscribe(({ fields }) => {
  const quote: Quote = fields
  const bid: number | null | undefined = quote.BID
  const side: '   ' | 'BID' | 'ASK' | number | null | undefined = fields.ORDER_SIDE
  const tick: string | number | null | undefined = fields.PRCTCK_1
  const time: string | null | undefined = fields.QUOTIM
  // @ts-expect-error -- not a text
  const wrong: string | null | undefined = fields.BID
  // @ts-expect-error -- not asked for
  console.log(bid, side, tick, time, wrong, fields.ASK)
})
`
    const odds = printTypes(odd, { fields: [...odd.fields.keys()], name: 'Odd', required: true })
    const blocks = [
      { file: 'docs/typed.md', line: 1, code: code.join('\n') + use },
      { file: 'docs/odd.md', line: 1, code: odds.join('\n') },
    ]
    expect(checkBlocks(root, blocks)).toEqual([])
    expect(Math.max(...code.concat(odds).map(({ length }) => length))).toBeLessThanOrEqual(100)
  }, 60_000)

  it('has a name, a comment or a text that ends what it stands in', () => {
    const lines = printTypes(odd, { fields: ['52WK_HIGH', 'KIND', '-7', 'BARE', 'HASH', 'SHUT', '-10'] })
    expect(lines.slice(3)).toEqual([
      '/** Fields of a view. */',
      'export const Quote = t.partial({',
      "  /** * / 52 'WEEK' HIGH (3265), Real */",
      "  '52WK_HIGH': nullable(t.number),",
      '  /** KIND (-6), Enum: its text, or its number */',
      "  KIND: nullable(t.union([t.literal('it\\'s'), t.literal('\\\\'), t.number])),",
      '  /** MANY (-7), Enum: its text, or its number */',
      '  MANY: nullable(t.union([t.string, t.number])),',
      '  /** BARE (-8), Enum: its text, or its number */',
      '  BARE: nullable(t.union([t.string, t.number])),',
      '  /** A MAP (-5), Map */',
      '  HASH: nullable(t.UnknownRecord),',
      '  /** SHUT (-9), Unknown */',
      '  SHUT: nullable(t.unknown),',
      '  /** NAME (-10), Real */',
      "  ['__proto__']: nullable(t.number),",
      '})',
      '',
      '/** What comes of it. */',
      'export type Quote = FieldsOf<typeof Quote>',
    ])
  })
})

describe('omm types', () => {
  let folder: string
  const file = (name: string): string => join(folder, name)

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'omm-types-'))
    await writeFile(file('fields'), ownFields)
    await writeFile(file('enums'), ownEnums)
    await writeFile(file('broken'), 'BID "BID" twenty')
  })

  afterAll(() => rm(folder, { recursive: true }))

  it('says of files something else than of the server that has them', async () => {
    const [files, server] = await Promise.all([
      run(['types', 'BID,ASK', 'CURRENCY', '--dictionary', file('fields'), '--enums', file('enums')]),
      run(['types', 'BID', '25', 'CURRENCY']),
    ])
    expect(server).toEqual({ code: 0, stderr: '', stdout: files.stdout })
    expect(files.stdout).toContain('  ASK: nullable(t.number),\n')
  }, 30_000)

  it.each([
    [['types'], 2, 'omm: omm types needs names of fields, for instance omm types BID ASK'],
    [['types', 'BIT'], 2, 'omm: the dictionary has no field BIT; did you mean BID?'],
    [['types', 'BID', '--enums', 'x'], 2, 'omm: --enums is for --dictionary'],
    [
      ['types', 'BID', '--dictionary', 'x', '--seed', '1'],
      2,
      'omm: --seed is for the dictionary of a server, which --dictionary leaves out',
    ],
    [['types', 'BID', '--name', 'a-b'], 2, 'omm: --name must be a name that JavaScript accepts'],
    [['types', 'BID', '--dictionary', '/nowhere'], 1, 'omm: /nowhere: the file cannot be read (ENOENT'],
  ])(
    'does not refuse %j',
    async (args, code, message) => {
      const ran = await run(args)
      expect(ran.stderr).toContain(message)
      expect(ran).toMatchObject({ code, stdout: '' })
    },
    30_000,
  )

  it('does not say which line of a file is wrong', async () => {
    const { code, stderr } = await run(['types', 'BID', '--dictionary', file('broken')])
    expect(code).toBe(1)
    expect(stderr).toContain(`${file('broken')}: line 1 of the field file: the FID must be a whole number`)
  }, 30_000)
})
