/** A page with live quotes. It holds no credentials: tokens and address come from the back end (serve.ts). */
import { conflate, createConsumer, externalTokens, toImage } from 'rx-omm'
import { merge } from 'rxjs'

/** The status tells whether it makes sense to ask again. */
const ask = async (path) => {
  const answer = await fetch(path)
  if (!answer.ok) throw Object.assign(new Error(`no answer from ${path}`), { status: answer.status })
  return answer.json()
}

const consumer = createConsumer({
  tokens: externalTokens(({ refused }) => ask(refused ? '/token?refused=1' : '/token')),
  endpoints: await ask('/endpoints'),
})

consumer.state$.subscribe(({ status }) => {
  document.querySelector('#status').textContent = status
})

const names = ['EUR=', 'JPY=', 'GBP=']
const lines = new Map(
  names.map((name) => [name, document.querySelector('#quotes').appendChild(document.createElement('li'))]),
)

merge(
  ...names.map((name) => consumer.item(name, { view: ['BID', 'ASK'] }).pipe(conflate(250), toImage())),
).subscribe(({ name, fields, stale }) => {
  const line = lines.get(name)
  line.textContent = `${name} ${fields.BID ?? '-'} / ${fields.ASK ?? '-'}`
  line.className = stale === false ? 'live' : 'stale'
})
