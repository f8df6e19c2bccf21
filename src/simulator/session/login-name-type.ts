/** Types of user names by number, from 1. */
const names: readonly unknown[] = ['Name', 'EmailAddress', 'Token', 'Cookie', 'AuthnToken']

/**
 * The type of the name of a login, by its name where it has one: a client may write it so, and as a number in the
 * reissue.
 */
export const loginNameType = (raw: unknown = 1): unknown => {
  if (typeof raw === 'number') return names[raw - 1] ?? raw
  // The number 1 has this name among the names of items.
  return raw === 'Ric' ? 'Name' : raw
}
