import { Fault } from '../fault.js'

/** Names that stand for a credential, whatever is written around them. */
const secretName =
  /pass(word|wd|phrase)?$|^pw(d)?$|secret|credential|^user(-?name)?$|^login(-?name)?$|machine-?id|client-?id|app-?key|api-?key|private-?key|(^|access-?|refresh-?|auth-?)token$|assertion|bearer/i

/**
 * Refuses an unknown option whose name says that a credential follows it. Arguments can be read by every user of
 * the machine and stay in the history of the shell, so there is no such option, and what came with it is not
 * repeated.
 *
 * @param name - the option with its dashes
 * @throws {@link Fault} always for such a name
 */
export const refuseSecrets = (name: string): void => {
  if (!secretName.test(name.replace(/^-+/, ''))) return
  throw new Fault(
    `${name}: credentials are not taken from arguments, which other users can read; set the environment variables that omm --help lists, or be asked at the terminal`,
  )
}
