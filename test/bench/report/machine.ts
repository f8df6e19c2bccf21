import { readFileSync } from 'node:fs'
import { arch, cpus, type } from 'node:os'
import { fileURLToPath } from 'node:url'

/** Where and with what was measured. */
export interface Machine {
  readonly date: string
  readonly cpu: string
  readonly cores: number
  readonly system: string
  readonly node: string
  /** Versions of this library, and of what it and the floors are made of. */
  readonly versions: Readonly<Record<string, string>>
}

const root = new URL('../../../', import.meta.url)

const versionIn = (folder: string): string => {
  const file = fileURLToPath(new URL(`${folder}package.json`, root))
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version
}

const others = ['rxjs', 'ws', 'rxjs-websockets']

/** This machine, today. */
export const thisMachine = (): Machine => ({
  date: new Date().toISOString().slice(0, 10),
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  system: `${type()} ${arch()}`,
  node: process.version,
  versions: {
    'rx-omm': versionIn(''),
    ...Object.fromEntries(others.map((name) => [name, versionIn(`node_modules/${name}/`)])),
  },
})
