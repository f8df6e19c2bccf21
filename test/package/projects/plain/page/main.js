// A page that shows an item of the server that its address names.
import { createConsumer, toImage } from 'rx-omm'

const endpoints = new URLSearchParams(location.search).get('endpoint')
createConsumer({ login: { name: 'me' }, endpoints })
  .item('EUR=')
  .pipe(toImage())
  .subscribe(({ name, stale }) => {
    document.body.textContent = `${name} ${stale === false ? 'live' : 'stale'}`
  })
