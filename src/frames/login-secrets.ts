import { isSecretName } from './secret-members.js'

/** A shorter name would be found in innocent places. */
const shortestName = 4

type Members = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  return isObject(value) ? Object.values(value).flatMap(textsIn) : []
}

/** The secrets that a frame of ours brings to the server, and the user's name: a server may repeat them anywhere. */
export const loginSecrets = (frame: string): readonly string[] => {
  // Looked at for every frame that is sent, and hardly ever more than this.
  if (!frame.includes('"Domain":"Login"')) return []
  const { Key: key } = JSON.parse(frame) as {
    readonly Key?: { readonly Name?: unknown; readonly Elements?: unknown }
  }
  const elements = isObject(key?.Elements) ? Object.entries(key.Elements) : []
  const secrets = elements.flatMap(([name, value]) => (isSecretName(name) ? textsIn(value) : []))
  return typeof key?.Name === 'string' && key.Name.length >= shortestName ? [...secrets, key.Name] : secrets
}
