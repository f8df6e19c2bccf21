import type { EnumValue } from '../dictionary.js'
import type { Complain, Draft } from '../draft.js'
import { columnsOf } from './columns.js'
import { ranges } from './field-file.js'
import { complainAt, isEnumName, linesOf, type Line } from './lines.js'

/** Special characters are given as bytes: each stands for the character of that number. */
const fromHex = (hex: string, complain: Complain): string => {
  const digits = hex.replaceAll(' ', '')
  if (digits.length % 2 !== 0) complain('the DISPLAY has half a byte')
  return String.fromCharCode(...(digits.match(/../g) ?? []).map((byte) => parseInt(byte, 16)))
}

const readValue = ({ text, complain }: Line): EnumValue => {
  const columns = columnsOf(text, complain)
  const value = columns.whole('VALUE', ...ranges.value)
  const rest = columns.rest()
  const [, quoted, hex, meaning = ''] =
    /^(?:"([^"]*)"|#([0-9A-Fa-f ]*)#)(.*)$/.exec(rest) ??
    complain('the DISPLAY must stand in quotes, or as bytes between number signs')
  return { value, display: quoted ?? fromHex(hex ?? '', complain), meaning: meaning.trim() }
}

/** Fields that have the same values, and the first line that names them. */
interface Block {
  readonly fids: number[]
  readonly values: EnumValue[]
  readonly complain: Complain
}

/** Reads a file of enumerations, such as the vendor's `enumtype.def`. */
export const readEnumFile = (draft: Draft, file: string): void => {
  const { tags, lines } = linesOf('enums', file)
  const complain = complainAt('enums', 0)
  if (tags.get('Type') === '1' || /^[A-Z]\S*\s+"[^"]*"\s+-?\d/.test(lines[0]?.text ?? '')) {
    complain('it is a file of fields')
  }
  if (lines.length === 0) complain('there are no values in it')
  let block: Block | undefined
  const end = (): void => {
    if (block === undefined) return
    if (block.values.length === 0) block.complain('there are no values of this field')
    draft.addTable(block.fids, block.values, block.complain)
  }
  for (const line of lines) {
    if (!isEnumName(line.text)) {
      if (block === undefined) line.complain('there is a value before any field')
      block?.values.push(readValue(line))
      continue
    }
    if (block === undefined || block.values.length > 0) {
      end()
      block = { fids: [], values: [], complain: line.complain }
    }
    const columns = columnsOf(line.text, line.complain)
    columns.word('ACRONYM')
    block.fids.push(columns.whole('FID', ...ranges.fid))
  }
  end()
  const version = tags.get('DT_Version') ?? tags.get('Version')
  draft.addVersion(version === undefined ? {} : { enums: version })
}
