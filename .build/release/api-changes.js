// What changed between two API reports (test/package/surface), and which step of a version that takes.

/** The declarations of a report by their first line. */
const declarations = (report) =>
  new Map(
    [...report.matchAll(/^\/\/ @.*\n((?:.+\n)+)/gm)].map(([, text = '']) => {
      const lines = text.trimEnd().split('\n')
      // Overloads and constants have all of their types in the first line; what opens a block is known by its opening.
      return [lines[0], lines]
    }),
  )

const nameOf = (line) =>
  line.replace(/^export (?:declare |abstract )*(?:\w+ )?/, '').match(/^\w+/)?.[0] ?? line

/** Whether each line stands in others, as often. */
const areIn = (lines, others) => {
  const left = [...others]
  return lines.every((line) => {
    const at = left.indexOf(line)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
}

/**
 * Compares two reports by their text. A declaration that lost or changed a line counts as broken, even where a type only
 * became wider; one that gained lines counts as added, even where an option is required: a human reads the list.
 */
export const compareReports = (before, after) => {
  const [old, now] = [declarations(before), declarations(after)]
  const broken = [...old].filter(([head, lines]) => !areIn(lines, now.get(head) ?? [])).map(([head]) => head)
  const added = [...now]
    .filter(
      ([head, lines]) =>
        !old.has(head) || (lines.length > old.get(head).length && areIn(old.get(head), lines)),
    )
    .map(([head]) => head)
  const names = (heads) => [...new Set(heads.map(nameOf))].sort()
  const brokenNames = names(broken)
  return { broken: brokenNames, added: names(added).filter((name) => !brokenNames.includes(name)) }
}

const numbers = (version) => version.split('-')[0].split('.').map(Number)

/** The first number in which two versions differ. */
export const stepOf = (from, to) => {
  const [a, b] = [numbers(from), numbers(to)]
  return ['major', 'minor', 'patch'].find((_, index) => a[index] !== b[index]) ?? 'patch'
}

/**
 * The smallest step that changes allow. Before 1.0, a minor version may break, and a patch may add.
 */
export const neededStep = (from, { broken, added }) => {
  const early = numbers(from)[0] === 0
  if (broken.length > 0) return early ? 'minor' : 'major'
  if (added.length > 0) return early ? 'patch' : 'minor'
  return 'patch'
}

const order = ['patch', 'minor', 'major']

/** Whether a step is too small. */
export const isTooSmall = (step, needed) => order.indexOf(step) < order.indexOf(needed)
