import { domainOf, nameOf, serviceOf, type Members } from './members.js'
import { episodeKey, type Cue, type Episode, type RecordedPost, type Script } from './script.js'

/** A request for several items. */
export interface OpenBatch {
  readonly askedAt: number
  readonly episodes: readonly Episode[]
}

/** A reissue that may be answered. */
export interface OpenReissue {
  readonly at: number
  /** It wanted an image. */
  readonly wanted: boolean
  readonly cues: Cue[]
}

/** How far a recording has been read. */
export interface Reading {
  readonly script: Script
  /** Streams that are open at this point, by id. */
  readonly open: Map<number, Episode>
  /** Ids that were in use before: what still comes for them is late. */
  readonly used: Set<number>
  /** Streams that have got their first image. */
  readonly imaged: Set<Episode>
  /** Requests for several items, by id. */
  readonly batches: Map<number, OpenBatch>
  /** Which of them a stream came from. */
  readonly batchOf: Map<Episode, OpenBatch>
  /** Reissues without a whole answer so far. */
  readonly reissues: Map<Episode, OpenReissue[]>
  /** Posts without an answer so far, by stream id and post id. */
  readonly posts: Map<string, RecordedPost>
  /** Closes of several streams without an answer so far, by the first id. */
  readonly closes: Map<number, { readonly at: number; readonly count: number }>
}

/** Begins with nothing. */
export const newReading = (): Reading => ({
  script: {
    loginAt: undefined,
    episodes: new Map(),
    posts: [],
    batches: [],
    closes: [],
    wide: [],
    finale: [],
    serviceNames: new Map(),
  },
  open: new Map(),
  used: new Set(),
  imaged: new Set(),
  batches: new Map(),
  batchOf: new Map(),
  reissues: new Map(),
  posts: new Map(),
  closes: new Map(),
})

/**
 * Adds a stream to the recording.
 *
 * @param about - the message that says which: the request, or an answer where there is no request
 */
export const addEpisode = (
  { script }: Reading,
  about: Members,
  parts: { readonly name?: string; readonly askedAt: number; readonly asked: boolean },
): Episode => {
  const { name = nameOf(about), askedAt, asked } = parts
  const domain = domainOf(about)
  const service = serviceOf(about)
  const episode: Episode = {
    domain,
    name,
    request: asked ? about : undefined,
    askedAt,
    services: new Set(service === undefined ? [] : [service]),
    cues: [],
    reissues: [],
  }
  const key = episodeKey(domain, name)
  const others = script.episodes.get(key)
  if (others) others.push(episode)
  else script.episodes.set(key, [episode])
  return episode
}
