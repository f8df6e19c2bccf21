import type { ContainerName } from '../wire/containers.js'
import type { ContentCache } from './cache.js'
import { isBlankContent } from './content-name.js'

/** Content that is replaced as a whole: a document, bytes, a message. Blank is `null` until there is some. */
export const valueCache = (name: ContainerName): ContentCache => {
  let value: unknown = null
  return {
    name,
    merge: (content) => {
      if (!isBlankContent(name, content[name])) value = content[name]
    },
    render: () => ({ [name]: value }),
  }
}
