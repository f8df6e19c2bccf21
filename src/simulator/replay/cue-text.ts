import type { Cue } from './script.js'
import { objectOf, type Members } from './members.js'

/** A recorded message under another stream id. Its text stays as it is: numbers keep their digits. */
export const cueText = ({ head, tail }: Cue, id: number): string => `${head}${id}${tail}`

/** A recorded message of a login, with the name of whoever logs in now. */
export const loginText = (cue: Cue, id: number, user: string | undefined): string => {
  const text = cueText(cue, id)
  const message = objectOf(JSON.parse(text))
  const { Name, ...key } = objectOf(message['Key'])
  if (Name === undefined) return text
  const Key: Members = user === undefined ? key : { ...key, Name: user }
  return JSON.stringify({ ...message, Key })
}

const openState = /"Stream"\s*:\s*(?:"Open"|1\b)/

/** A recorded part of an image as a snapshot has it. */
const asSnapshot = (cue: Cue): Cue => {
  const { head, tail, image } = cue
  const closed = '"Stream":"NonStreaming"'
  const over = image === 'whole'
  if (openState.test(head)) return { ...cue, over, head: head.replace(openState, closed) }
  if (openState.test(tail)) return { ...cue, over, tail: tail.replace(openState, closed) }
  return { ...cue, over, tail: `,"State":{${closed},"Data":"Ok"}${tail}` }
}

/** What a snapshot gets of a stream that went on: its image, or the status that it ended with. */
export const snapshotCues = (cues: readonly Cue[]): readonly Cue[] => {
  const end = cues.findIndex(({ image, over }) => over || image === 'whole')
  return cues
    .slice(0, end < 0 ? undefined : end + 1)
    .filter(({ image, over }) => over || image !== undefined)
    .map((cue) => (cue.over ? cue : asSnapshot(cue)))
}
