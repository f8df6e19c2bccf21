import {
  dataState,
  stateCode,
  streamState,
  type DataState,
  type StateCode,
  type StreamState,
} from './enums.js'

/**
 * Health of a stream: is the stream open, can the data be trusted, and why. Decide by `stream` and `data`;
 * `code` and `text` are for reports.
 */
export interface State {
  /** Whether the stream goes on: only `Open` does, and `Unspecified`, which means no change. */
  readonly stream: StreamState
  /**
   * Whether the values can be trusted: `Suspect` ones may be out of date; `NoChange` leaves what was said
   * before.
   */
  readonly data: DataState
  /** Reason for machines; `None` when there is nothing to say. */
  readonly code: StateCode
  /**
   * Reason for people, cut to 1 KiB and rid of control characters; empty when there is none. Not a stable
   * interface.
   */
  readonly text: string
}

/** A state as it stands in a message. */
export interface WireState {
  /** Name or number of a {@link StreamState}. */
  readonly Stream?: unknown
  /** Name or number of a {@link DataState}. */
  readonly Data?: unknown
  /** Name or number of a {@link StateCode}; absent means `None`. */
  readonly Code?: unknown
  /** Text for people, as the server wrote it: it may end in control characters. */
  readonly Text?: unknown
}

/** What a refresh without a state means. */
export const openOk: State = Object.freeze({ stream: 'Open', data: 'Ok', code: 'None', text: '' })

/** The state that this library itself gives a stream whose data it cannot vouch for at the moment. */
export const openSuspect = (text: string, code: StateCode = 'None'): State => ({
  stream: 'Open',
  data: 'Suspect',
  code,
  text,
})

/** Longest text of a server that is handed on. */
const longestText = 1024

/** What there is to do about a text; hardly ever anything, and to see that takes a third of doing it in vain. */
const unclean = /[\u0000-\u001f\u007f-\u009f]|^\s|\s$/

/**
 * Text that a server supplied, safe to show: control characters cut (the vendor's server ends texts in a NUL),
 * and no longer than 1 KiB.
 */
export const cleanText = (raw: unknown): string => {
  if (typeof raw !== 'string') return ''
  if (raw.length <= longestText && !unclean.test(raw)) return raw
  return raw
    .replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
    .trim()
    .slice(0, longestText)
}

/** Longest name that a code may have; what is longer is no name, and may be anything. */
const longestCode = 40

const isCode = (raw: unknown): boolean =>
  typeof raw === 'number' || (typeof raw === 'string' && raw.length <= longestCode)

/**
 * Reads the state of a message; absent gives `absent`.
 *
 * @param clean - makes text of the server safe to show; gets it as it came, whole
 */
export const readState = <Absent>(
  raw: unknown,
  absent: Absent,
  clean: (text: unknown) => string = cleanText,
): State | Absent => {
  if (typeof raw !== 'object' || raw === null) return absent
  const state = raw as WireState
  return {
    stream: streamState(state.Stream),
    data: dataState(state.Data),
    code: stateCode(isCode(state.Code) ? state.Code : clean(state.Code)),
    text: clean(state.Text),
  }
}

/** True when the stream goes on after this state. */
export const isOpen = (state: State): boolean => state.stream === 'Open' || state.stream === 'Unspecified'

/** A state in one line, for error texts and logs. */
export const stateLine = ({ stream, data, code, text }: State): string =>
  `${stream}/${data}${code === 'None' ? '' : ` ${code}`}${text === '' ? '' : `: ${text}`}`
