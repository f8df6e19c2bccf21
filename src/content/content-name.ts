import { type Container, type ContainerName, containerNames } from '../wire/containers.js'
import { isRecord } from './is-record.js'

/** True where there is no content: blank in any of its ways, or nothing that could be content of this kind. */
export const isBlankContent = (name: ContainerName, content: unknown): boolean => {
  switch (name) {
    case 'Json':
      // `{}` is a document like any other.
      return content === undefined || content === null
    case 'Xml':
    case 'Opaque':
      return typeof content !== 'string' || content === ''
    default:
      if (!isRecord(content)) return true
      for (const member in content) if (Object.hasOwn(content, member)) return false
      return true
  }
}

/** Under which name an object holds content; `undefined` when all it holds is blank. */
export const contentName = (holder: Container): ContainerName | undefined => {
  for (const name of containerNames) {
    if (holder[name] !== undefined && !isBlankContent(name, holder[name])) return name
  }
  return undefined
}
