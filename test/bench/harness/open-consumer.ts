import { createConsumer, type Consumer, type ConsumerOptions } from 'rx-omm'
import { urlOf } from './contender.js'

/** This library as an application sets it up, and nothing switched off. */
export const openConsumer = (
  task: { readonly port: number },
  options: Partial<ConsumerOptions> = {},
): Consumer => createConsumer({ endpoints: urlOf(task), login: { name: 'bench' }, ...options })
