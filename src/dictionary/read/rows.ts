import { DictionaryError } from '../../errors.js'
import type { Container, Elements } from '../../wire/containers.js'
import { elementOf } from '../../wire/values/element-of.js'
import type { DictionaryVersion, EnumValue } from '../dictionary.js'
import type { Complain, Draft } from '../draft.js'
import { dataTypeNumbered, fieldTypes } from '../field-types.js'
import { isWhole, readElements } from './elements.js'
import { ranges } from './field-file.js'

const complainAt =
  (part: 'fields' | 'enums', row: number): Complain =>
  (wrong) => {
    throw new DictionaryError(
      part,
      row,
      `row ${row} of ${part === 'fields' ? 'RWFFld' : 'RWFEnum'}: ${wrong}`,
    )
  }

/** Reads the rows of a downloaded `RWFFld`. */
export const readFieldRows = (draft: Draft, rows: readonly Container[]): void => {
  for (const [index, row] of rows.entries()) {
    const complain = complainAt('fields', index + 1)
    const { text, optionalText, whole, optionalWhole } = readElements(row, complain)
    const ripplesTo = optionalWhole('RIPPLETO', ...ranges.fid)
    const longName = optionalText('LONGNAME')
    draft.addField(
      {
        name: text('NAME'),
        fid: whole('FID', ...ranges.fid),
        ...(longName === undefined ? {} : { longName }),
        // There is no field 0.
        ripplesTo: ripplesTo === 0 ? undefined : ripplesTo,
        // Types that are new to us are no reason to do without a dictionary.
        fieldType: fieldTypes[whole('TYPE', -128, 255)] ?? 'UNKNOWN',
        type: dataTypeNumbered(whole('RWFTYPE', 0, 255)) ?? 'Unknown',
        length: whole('LENGTH', ...ranges.length),
        enumLength: optionalWhole('ENUMLENGTH', ...ranges.enumLength),
        size: whole('RWFLEN', ...ranges.length),
      },
      complain,
    )
  }
}

/** Reads the rows of a downloaded `RWFEnum`: each has the fields and the values of one table. */
export const readEnumRows = (draft: Draft, rows: readonly Container[]): void => {
  for (const [index, row] of rows.entries()) {
    const complain = complainAt('enums', index + 1)
    const { list, optionalList } = readElements(row, complain)
    const fids = list('FIDS').map((fid) =>
      isWhole(fid, ...ranges.fid) ? fid : complain('FIDS must hold numbers of fields'),
    )
    const displays = list('DISPLAY')
    // Left out by servers that are asked for less.
    const meanings = optionalList('MEANING')
    const values = list('VALUE').map((value, at): EnumValue => {
      const [display, meaning] = [displays[at], meanings[at] ?? '']
      if (!isWhole(value, ...ranges.value)) return complain('VALUE must hold whole numbers from 0 to 65535')
      if (typeof display !== 'string') return complain('DISPLAY must hold a text for each value')
      if (typeof meaning !== 'string') return complain('MEANING must hold texts')
      return { value, display, meaning }
    })
    draft.addTable(fids, values, complain)
  }
}

/** What the summary of a downloaded dictionary says of its version. */
export const readVersion = (part: 'fields' | 'enums', summary: Elements | undefined): DictionaryVersion => {
  const text = (name: string): string | undefined => {
    const value = elementOf(summary, name)
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const version = part === 'fields' ? text('Version') : (text('DT_Version') ?? text('Version'))
  const id = elementOf(summary, 'DictionaryId')
  return {
    ...(version === undefined ? {} : { [part]: version }),
    ...(isWhole(id, -(2 ** 31), 2 ** 31) && part === 'fields' ? { id } : {}),
  }
}
