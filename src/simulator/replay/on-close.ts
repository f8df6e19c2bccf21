import { leastUsed } from './choose-episode.js'
import { cueText } from './cue-text.js'
import { idsOf, type Members } from './members.js'
import { dropAll, dropStream, afterwards, reply, type Stage } from './stage.js'

const answerSeveral = (stage: Stage, first: number, count: number): void => {
  const { script, uses, outbox } = stage
  const answers = script.closes.filter((answer) => answer.count === count)
  const answer = leastUsed(answers.length > 0 ? answers : script.closes, uses)
  if (answer === undefined) {
    const Text = `Processed ${count} total stream ids from Batch Close Request.  ${count} Ok.`
    reply(stage, { ID: first, Type: 'Status', State: { Stream: 'Closed', Data: 'Ok', Text } })
    return
  }
  const { cue } = answer
  afterwards(stage, cue, () => {
    outbox.message(cueText(cue, first), cue.line)
  })
}

/** Ends streams: nothing of the recording is sent for them any more. Several at once are answered. */
export const onClose = (stage: Stage, message: Members): void => {
  const ids = idsOf(message)
  const [first] = ids
  if (first === undefined) return
  const isLogin = ids.some((id) => stage.streams.get(id)?.episode.domain === 'Login')
  if (isLogin) dropAll(stage)
  else for (const id of ids) dropStream(stage, id)
  if (Array.isArray(message['ID']) && !isLogin) answerSeveral(stage, first, ids.length)
  stage.onProgress()
}
