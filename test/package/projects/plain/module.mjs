// A module that streams an item of a simulator on a port: what it prints is what arrived.
import { createConsumer, toImage } from 'rx-omm'
import { createSimulator, serveSimulator } from 'rx-omm/simulator'
import { firstValueFrom } from 'rxjs'

const { wsUrl, close } = await serveSimulator(createSimulator())
const consumer = createConsumer({ login: { name: 'me' }, endpoints: wsUrl })
const { name, stale } = await firstValueFrom(consumer.item('EUR=').pipe(toImage()))
console.log(name, stale)
// Nothing may keep Node running after this.
await consumer.close()
await close()
