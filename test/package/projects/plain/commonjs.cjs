// The same in CommonJS, with a token and service discovery.
const { clientCredentials, createConsumer, discover, toImage } = require('rx-omm')
const { createSimulator, serveSimulator } = require('rx-omm/simulator')
const { firstValueFrom } = require('rxjs')

const main = async () => {
  const { httpUrl, close } = await serveSimulator(createSimulator())
  const consumer = createConsumer({
    tokens: clientCredentials({
      clientId: 'client',
      clientSecret: 'secret',
      url: `${httpUrl}/auth/oauth2/v2/token`,
    }),
    endpoints: discover({ url: `${httpUrl}/streaming/pricing/v1/` }),
  })
  const { name, stale } = await firstValueFrom(consumer.item('EUR=').pipe(toImage()))
  console.log(name, stale)
  await consumer.close()
  await close()
}

void main()
