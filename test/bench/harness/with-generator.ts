import type { Account, Load, Order } from '../server/load.js'
import { startProcess } from './process.js'
import type { Setting } from './setting.js'

/** A running generator. */
export interface Generator {
  readonly port: number
  load(load: Load): void
  tell(order: Order): void
  account(): Promise<Account>
}

/** Runs something with a generator at hand. */
export const withGenerator = async <Result>(
  { folder }: Setting,
  run: (generator: Generator) => Promise<Result>,
): Promise<Result> => {
  const child = startProcess(folder, 'generator')
  try {
    const { port } = await child.hear<{ port: number }>()
    return await run({
      port,
      tell: (order) => {
        child.tell(order)
      },
      load: (load) => {
        child.tell({ order: 'load', load })
      },
      account: async () => {
        child.tell({ order: 'account' })
        return child.hear<Account>()
      },
    })
  } finally {
    await child.end()
  }
}
