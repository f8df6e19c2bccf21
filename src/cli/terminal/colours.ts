/**
 * True where text on an output may have colours. `NO_COLOR` that is not empty forbids them; then `FORCE_COLOR` decides
 * if it is not empty; otherwise it takes a terminal that is not dumb.
 */
export const hasColours = (
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): boolean => {
  if ((env['NO_COLOR'] ?? '') !== '') return false
  const forced = env['FORCE_COLOR'] ?? ''
  if (forced !== '') return forced !== '0' && forced !== 'false'
  return stream.isTTY === true && env['TERM'] !== 'dumb'
}
