/**
 * A story of machine-readable news, as it came: a member that the server left out, or left blank, is absent, and
 * members that are not listed here are kept. Codes have a prefix that tells what they are of, such as `R:` for a RIC.
 */
export interface Story {
  /** Names this version of the story. */
  readonly id?: string
  /** Short name that all takes of a story share. */
  readonly altId?: string
  /** Products that it belongs to, such as `NP:GFN`. */
  readonly audiences?: readonly string[]
  /** The text; empty in an alert. */
  readonly body?: string
  /** When the story was there first, as ISO 8601. */
  readonly firstCreated?: string
  /** The headline. */
  readonly headline?: string
  /** Further codes of what kind of news it is. */
  readonly instancesOf?: readonly string[]
  /** Language of the text, such as `en`. */
  readonly language?: string
  /** What kind of message it is, by the vendor's codes. */
  readonly messageType?: number | string
  /** Type of the text, such as `text/plain`. */
  readonly mimeType?: string
  /** Who wrote it, such as `NS:RTRS`. */
  readonly provider?: string
  /** Whether it may be published: `stat:usable`, or withdrawn. */
  readonly pubStatus?: string
  /** What it is about, such as `R:TRI.N` for a RIC and `M:1QD` for a topic. */
  readonly subjects?: readonly string[]
  /** Number of the take of the story that this is, from 1. */
  readonly takeSequence?: number
  /** A number without a unit: 1 is an alert, 3 is usual. */
  readonly urgency?: number
  /** When this version was made, as ISO 8601. */
  readonly versionCreated?: string
  /** Whatever else the server sends. */
  readonly [member: string]: unknown
}
