import type { FieldMove } from '../market/content.js'
import { fieldItem } from '../market/field-item.js'
import { dateText, type FieldList } from '../market/field.js'
import type { ItemStart, MarketItem } from '../market/market-item.js'
import type { StoryFault } from '../news-scenario.js'
import { cutStory } from './cut-story.js'
import { writeAnalysis, writeStory, type NewsContent, type Writer } from './write-story.js'

interface NewsParts {
  readonly random: () => number
  /** Most bytes of one fragment. */
  readonly fragmentSize: number
  /** What is to go wrong with the next story. */
  readonly nextFault: () => StoryFault | undefined
}

const writers: Readonly<Record<string, (writer: Writer) => NewsContent>> = {
  MRN_STORY: writeStory,
  MRN_TRNA: writeAnalysis,
}

/** True for the name of an item with news. */
export const isNewsName = (name: string): boolean => Object.hasOwn(writers, name)

/** Stories that are under way at a time. */
const together = 2

/** The image, which has no story. */
const image = (source: string): FieldList =>
  new Map([
    ['ACTIV_DATE', dateText(0)],
    ['FRAGMENT', 'null'],
    ['FRAG_NUM', '0'],
    ['GUID', 'null'],
    ['MRN_SRC', JSON.stringify(source)],
    ['MRN_TYPE', 'null'],
    ['MRN_V_MAJ', 'null'],
    ['MRN_V_MIN', 'null'],
    ['PROD_PERM', '10001'],
    ['RDN_EXCHD2', '"MRN"'],
    ['RECORDTYPE', '30'],
    ['TIMACT_MS', '0'],
    ['TOT_SIZE', '0'],
  ])

/** An item with machine-readable news: each update is a fragment of a story, and stories are interleaved. */
export const newsItem = (start: ItemStart, { random, fragmentSize, nextFault }: NewsParts): MarketItem => {
  const kind = start.name.slice('MRN_'.length)
  const source = `SIM_${kind}_1`
  const write = writers[start.name] ?? writeStory
  const underWay: FieldMove[][] = []

  const publish = (at: number, given?: NewsContent): readonly FieldMove[] => {
    const writer = { random, at }
    const content = given ? { ...write(writer), ...given } : write(writer)
    const guid = String(content['id'])
    return cutStory(content, { guid, source, kind, at, fragmentSize, fault: nextFault(), random })
  }
  const next = (at: number): FieldMove => {
    while (underWay.length < together) underWay.push([...publish(at)])
    const turn = Math.floor(random() * together)
    const [fragment, ...rest] = underWay[turn] ?? []
    if (rest.length > 0) underWay[turn] = rest
    else underWay.splice(turn, 1)
    return fragment ?? { type: 'Unspecified', fields: new Map() }
  }
  return { ...fieldItem(start, { image: () => image(source), next }), publish }
}
