import { companies } from './companies.js'
import { phrases } from './phrases.js'

/** What a story is made from. */
export interface Writer {
  readonly random: () => number
  /** Milliseconds since 1970. */
  readonly at: number
}

/** Content of news, as it is before it is packed. */
export type NewsContent = Readonly<Record<string, unknown>>

const anyOf = <T>({ random }: Writer, list: readonly T[]): T => {
  const one = list[Math.floor(random() * list.length)]
  if (one === undefined) throw new RangeError('nothing to choose from')
  return one
}

const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const madeUp = (writer: Writer, length: number): string =>
  Array.from({ length }, () => characters.charAt(Math.floor(writer.random() * characters.length))).join('')

/** Most news is in English. */
const languages = ['en', 'en', 'en', 'en', 'en', 'en', 'de', 'fr'] as const

const bodyOf = ({ random }: Writer, city: string, sentences: readonly string[]): string => {
  const first = Math.floor(random() * sentences.length)
  // One after the other, so that no sentence follows itself.
  const paragraphs = Array.from(
    { length: 2 + Math.floor(random() * 12) },
    (_, i) => sentences[(first + i) % sentences.length],
  )
  return `${city}, (Simulator) - ${paragraphs.join('\n\n    ')}\n`
}

/** Makes up a story, as `MRN_STORY` has them. */
export const writeStory = (writer: Writer): NewsContent => {
  const { name, ric, city } = anyOf(writer, companies)
  const language = anyOf(writer, languages)
  const { headlines = [], sentences = [] } = phrases[language] ?? {}
  const percent = (1 + writer.random() * 9).toFixed(1)
  const fill = (text: string): string => text.replaceAll('{name}', name).replaceAll('{percent}', percent)
  const isAlert = writer.random() < 0.2
  const headline = fill(anyOf(writer, headlines))
  const altId = `n${madeUp(writer, 9)}`
  const created = new Date(writer.at).toISOString()
  return {
    altId,
    audiences: ['NP:E', 'NP:RNP', 'NP:SIM'],
    body: isAlert ? '' : fill(bodyOf(writer, city, sentences)),
    firstCreated: created,
    headline: isAlert ? headline.toUpperCase() : headline,
    id: `${altId.slice(1)}_${created.slice(2, 10).replaceAll('-', '')}2${madeUp(writer, 20)}`,
    instancesOf: [],
    language,
    messageType: isAlert ? 1 : 2,
    mimeType: 'text/plain',
    provider: 'NS:SIM',
    pubStatus: 'stat:usable',
    subjects: ['M:NY', 'M:1QD', 'G:1', 'B:1', `R:${ric}`, `N2:L${language.toUpperCase()}`],
    takeSequence: 1,
    urgency: isAlert ? 1 : 3,
    versionCreated: created,
  }
}

/** Makes up an analysis of a story, as `MRN_TRNA` has them. */
export const writeAnalysis = (writer: Writer): NewsContent => {
  const story = writeStory(writer)
  const { id, headline, language, subjects, urgency, provider, versionCreated } = story
  const [positive, neutral] = [writer.random(), writer.random()]
  const share = (part: number): number => Number((part / (positive + neutral + 1)).toFixed(6))
  const ric = (subjects as readonly string[]).find((code) => code.startsWith('R:'))
  return {
    id: `tr:${String(id)}`,
    analytics: {
      analyticsScores: [
        {
          assetClass: 'CMPNY',
          assetCodes: [ric],
          relevance: 1,
          sentimentClass: positive > neutral ? 1 : 0,
          sentimentNegative: share(1),
          sentimentNeutral: share(neutral),
          sentimentPositive: share(positive),
        },
      ],
      newsItem: { bodySize: String(story['body']).length, companyCount: 1, headlineTag: '' },
      systemVersion: 'SIM:1',
    },
    newsItem: {
      dataType: 'News',
      feedFamilyCode: 'tr',
      headline,
      language,
      metadata: { firstCreated: versionCreated, feedTimestamp: versionCreated, takeSequence: 1 },
      provider,
      sourceId: id,
      subjects,
      urgency,
    },
  }
}
