import { isRecord } from '../content/is-record.js'
import type { Container } from '../wire/containers.js'
import { numberOf } from '../wire/values/number-of.js'
import { elementOf } from '../wire/values/element-of.js'
import { elementValues } from './element-values.js'
import { mapAction } from './actions.js'
import type { Link, LinkCode } from './service.js'

const usualLink: Link = { type: 'interactive', up: true, code: 'None', text: '' }

const codes: readonly LinkCode[] = ['None', 'Ok', 'RecoveryStarted', 'RecoveryCompleted']

const readLink = (known: Link, entry: Container): Link => {
  const values = elementValues(entry.Elements)
  const code = numberOf(elementOf(entry.Elements, 'LinkCode'))
  const type = values.count('Type', known.type === 'interactive' ? 1 : 2)
  return {
    type: type === 2 ? 'broadcast' : 'interactive',
    up: values.flag('LinkState', known.up, true),
    code: code === undefined ? known.code : (codes[code ?? 0] ?? String(code)),
    text: values.text('Text', known.text) ?? '',
  }
}

/** Lays the map of a Link entry over the links that are known. */
export const readLinks = (
  known: ReadonlyMap<string, Link>,
  content: Container,
): ReadonlyMap<string, Link> => {
  const entries: unknown = content.Map?.Entries
  if (!Array.isArray(entries)) return known
  const links = new Map(known)
  for (const entry of entries as readonly unknown[]) {
    if (!isRecord(entry) || typeof entry['Key'] !== 'string') continue
    const { Key: name } = entry
    const action = mapAction(entry['Action'])
    if (action === 'Delete') links.delete(name)
    else if (action === 'Add') links.set(name, readLink(usualLink, entry))
    else if (action === 'Update') links.set(name, readLink(links.get(name) ?? usualLink, entry))
  }
  return links
}
