import { contentName } from '../../content/content-name.js'
import type { Container } from '../../wire/containers.js'
import type { Fields } from '../../wire/fields.js'

/** The field list of a message; a server that sends something else there is not worth a crash. */
export const fieldsOf = (message: Container): Fields | undefined => {
  const fields: unknown = message.Fields
  return typeof fields === 'object' && fields !== null && !Array.isArray(fields)
    ? (fields as Fields)
    : undefined
}

/** The content of a message that has no field list, alone; `undefined` where it is blank or makes no sense. */
export const contentOf = (message: Container): Container | undefined => {
  const name = contentName(message)
  return name === undefined ? undefined : { [name]: message[name] }
}
