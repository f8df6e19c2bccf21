import type { Members } from './members.js'

/** A recorded message, ready to be sent on another stream. */
export interface Cue {
  /** When, in milliseconds of the recording since what it answers was asked for. */
  readonly at: number
  /** Which line of the recording it stood in: messages of one line go out in one frame. */
  readonly line: number
  /** Its text up to the number of the stream. */
  readonly head: string
  /** Its text behind the number of the stream. */
  readonly tail: string
  /** It is an image, or a part of one and not the last. */
  readonly image: 'whole' | 'part' | undefined
  /** It ends its stream. */
  readonly over: boolean
}

/** A stream of the recording, from its request to its end. */
export interface Episode {
  readonly domain: string
  /** Name of the item; empty for a login, and for a directory. */
  readonly name: string
  /** What it was asked for with; absent where the recording begins later. */
  readonly request: Members | undefined
  /** When it was asked for, in milliseconds of the recording. */
  readonly askedAt: number
  /** Its service, by every name and number that the request and the answers have. */
  readonly services: Set<string>
  /** What the server sent by and by. */
  readonly cues: Cue[]
  /** What the server answered to each reissue; empty where it answered nothing. */
  readonly reissues: Cue[][]
}

/** A recorded post that asked to be acknowledged. */
export interface RecordedPost {
  /** It went over the stream of the item, and not over that of the login. */
  readonly onStream: boolean
  readonly domain: string
  readonly name: string
  readonly service: string | undefined
  /** When it was sent, in milliseconds of the recording. */
  readonly postedAt: number
  /** The answer, and how long it took; absent where none came. */
  ack?: { readonly at: number; readonly line: number; readonly message: Members }
}

/** The answer to a message about several streams. */
export interface SeveralAnswer {
  /** How many streams it was about. */
  readonly count: number
  readonly cue: Cue
}

/** Something that belongs to the connection and to no stream: a ping, or text that is no message. */
export interface WideCue {
  /** When, in milliseconds of the recording. */
  readonly at: number
  /** Which line of the recording it stood in. */
  readonly line: number
  readonly text: string
  /** It is a message; else a frame that holds none. */
  readonly isMessage: boolean
}

/** How the server ended the login or the connection. */
export interface Finale {
  /** When, in milliseconds of the recording. */
  readonly at: number
  /** The end of the login, or else that of the connection. */
  readonly act: Cue | { readonly code: number; readonly reason: string }
}

/** A recording, put in order for playing. */
export interface Script {
  /** When the first login was asked for, in milliseconds of the recording; absent where none was. */
  loginAt: number | undefined
  /** Streams by {@link episodeKey}, in the order in which they were asked for. */
  readonly episodes: Map<string, Episode[]>
  readonly posts: RecordedPost[]
  readonly batches: SeveralAnswer[]
  readonly closes: SeveralAnswer[]
  readonly wide: WideCue[]
  readonly finale: Finale[]
  /** Names of services by their number. */
  readonly serviceNames: Map<string, string>
}

/** Under what a stream is looked up. */
export const episodeKey = (domain: string, name: string): string => `${domain}\n${name}`
