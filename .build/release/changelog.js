// CHANGELOG.md in the manner of Keep a Changelog: what is unreleased gets a version, and a version its section.

const unreleased = /^## \[Unreleased\][^\S\n]*\n/m
const link = /^\[[^\]]+\]:\s.*$/gm

/** The text between the heading of a version and the next heading; `undefined` without such a heading. */
export const sectionOf = (changelog, version) => {
  const lines = changelog.split('\n')
  const start = lines.findIndex((line) => line.startsWith(`## [${version}]`))
  if (start < 0) return undefined
  const rest = lines.slice(start + 1)
  const end = rest.findIndex((line) => line.startsWith('## '))
  return (end < 0 ? rest : rest.slice(0, end)).join('\n').replace(link, '').trim()
}

/**
 * Gives what is unreleased a version and a date, and leaves an empty Unreleased above it.
 *
 * @param repository - the address of the repository, for links to what changed; none are written without it.
 * @param previous - the tag of the version before, if there is one.
 */
export const release = (changelog, { version, date, repository, previous }) => {
  const section = sectionOf(changelog, 'Unreleased')
  if (section === undefined) throw new Error('CHANGELOG.md has no section Unreleased')
  if (!/^\s*[-*] /m.test(section)) throw new Error('CHANGELOG.md says nothing under Unreleased')
  if (sectionOf(changelog, version) !== undefined) throw new Error(`CHANGELOG.md has ${version} already`)

  const dated = changelog.replace(unreleased, `## [Unreleased]\n\n## [${version}] - ${date}\n`)
  if (repository === undefined) return dated

  const links = (changelog.match(link) ?? []).filter((line) => !line.startsWith('[Unreleased]'))
  const here = previous
    ? `${repository}/compare/${previous}...v${version}`
    : `${repository}/releases/tag/v${version}`
  const all = [`[Unreleased]: ${repository}/compare/v${version}...HEAD`, `[${version}]: ${here}`, ...links]
  return `${dated.replace(link, '').trimEnd()}\n\n${all.join('\n')}\n`
}
