import type { Domain } from '../../index.js'
import { Fault } from '../fault.js'
import { didYouMean } from './nearest.js'
import type { Option } from './option.js'

/** Domains that hold items, by name. */
const itemDomains: readonly Domain[] = [
  'MarketPrice',
  'MarketByPrice',
  'MarketByOrder',
  'MarketMaker',
  'SymbolList',
  'YieldCurve',
  'History',
  'Headline',
  'Story',
  'NewsTextAnalytics',
  'Transaction',
  'Contribution',
  'Analytics',
  'Reference',
  'EconomicIndicator',
  'Poll',
  'Forecast',
  'MarketByTime',
]

/** An option with a domain: one of the names, or a number from 1 to 255. */
export const domainOption = (summary: string): Option<Domain> => ({
  placeholder: 'DOMAIN',
  summary,
  repeatable: false,
  suggested: itemDomains.map(String),
  read: (name, given) => {
    const text = given.at(-1) ?? ''
    const known = itemDomains.find((each) => String(each).toLowerCase() === text.toLowerCase())
    if (known !== undefined) return known
    const number = /^\d{1,3}$/.test(text) ? Number(text) : 0
    if (number < 1 || number > 255) {
      const meant = didYouMean(text, itemDomains.map(String))
      throw new Fault(`${name} must be a number from 1 to 255, or one of ${itemDomains.join(', ')}${meant}`)
    }
    return number
  },
})
