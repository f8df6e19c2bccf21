import { BehaviorSubject } from 'rxjs'
import type { Dictionary } from '../dictionary/dictionary.js'
import { parseDictionary } from '../dictionary/parse-dictionary.js'
import type { NakCode } from '../wire/nak-code.js'
import type { StoryFault } from './news-scenario.js'
import { ownEnums } from './dictionary/own-enums.js'
import { ownFields } from './dictionary/own-fields.js'
import type { HttpAnswer, StateWish } from './scenario.js'

/** Something that is to happen a number of times. */
export interface Turns {
  /** True if it is to happen now, which uses up one turn. */
  take(): boolean
  set(times: number): void
}

const turns = (): Turns => {
  let left = 0
  return {
    take: () => left > 0 && left-- > 0,
    set: (times) => {
      left = times
    },
  }
}

/** An answer that an HTTP service is to give. */
export interface StandingAnswer {
  readonly turns: Turns
  answer: HttpAnswer
}

/** Who is listened to at the moment. */
interface Accepting {
  readonly http: boolean
  readonly webSocket: boolean
}

/** What a scenario has asked for from now on. */
export interface Wishes {
  readonly refreshRefused: Turns
  readonly passwordRefused: Turns
  readonly reissueRefused: Turns
  readonly loginRefused: Turns
  loginRefusal: StateWish
  readonly tokens: StandingAnswer
  readonly discovery: StandingAnswer
  readonly accepting$: BehaviorSubject<Accepting>
  readonly items: Map<string, StateWish>
  readonly postRefused: Turns
  postRefusal: { readonly code: NakCode; readonly text: string }
  readonly postLost: Turns
  readonly storySpoilt: Turns
  storyFault: StoryFault
  /** Milliseconds. */
  ackDelay: number
  /** Milliseconds. */
  loginDelay: number
  pings: number
  /** What is served; made when somebody asks for it first. */
  dictionary: Dictionary
  /** Milliseconds. */
  dictionaryDelay: number
  readonly dictionaryAborted: Turns
  /** Milliseconds. */
  delay: number
  /** Bytes a second. */
  bandwidth: number
  clear(): void
}

/** No wishes at first. */
export const createWishes = (served?: Dictionary): Wishes => {
  let dictionary = served
  const wishes: Wishes = {
    refreshRefused: turns(),
    passwordRefused: turns(),
    reissueRefused: turns(),
    loginRefused: turns(),
    loginRefusal: {},
    tokens: { turns: turns(), answer: 'never' },
    discovery: { turns: turns(), answer: 'never' },
    accepting$: new BehaviorSubject<Accepting>({ http: true, webSocket: true }),
    items: new Map(),
    postRefused: turns(),
    postRefusal: { code: 'DeniedBySrc', text: '' },
    postLost: turns(),
    storySpoilt: turns(),
    storyFault: 'lose',
    ackDelay: 0,
    loginDelay: 0,
    pings: 0,
    get dictionary() {
      return (dictionary ??= parseDictionary({ fields: ownFields, enums: ownEnums }))
    },
    set dictionary(next) {
      dictionary = next
    },
    dictionaryDelay: 0,
    dictionaryAborted: turns(),
    delay: 0,
    bandwidth: Infinity,
    clear: () => {
      const { refreshRefused, passwordRefused, reissueRefused, loginRefused } = wishes
      const { postRefused, postLost, storySpoilt, dictionaryAborted, tokens, discovery } = wishes
      for (const each of [refreshRefused, passwordRefused, reissueRefused, loginRefused]) each.set(0)
      for (const each of [postRefused, postLost, storySpoilt, dictionaryAborted]) each.set(0)
      for (const each of [tokens, discovery]) each.turns.set(0)
      wishes.accepting$.next({ http: true, webSocket: true })
      wishes.items.clear()
      const none = { loginDelay: 0, ackDelay: 0, dictionaryDelay: 0, pings: 0, delay: 0 }
      Object.assign(wishes, { ...none, bandwidth: Infinity })
    },
  }
  return wishes
}
