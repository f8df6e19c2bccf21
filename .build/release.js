// `npm run release -- patch|minor|major|<version> [--dry-run]`: makes a release of what is on main, as a commit and a
// tag. It publishes nothing: pushing the tag does, by .github/workflows/release.yml.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compareReports, isTooSmall, neededStep, stepOf } from './release/api-changes.js'
import { release, sectionOf } from './release/changelog.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const reports = 'test/package/surface'
const changed = ['CHANGELOG.md', 'package.json', 'package-lock.json']

const asked = process.argv.slice(2)
const dry = asked.includes('--dry-run')
const [wish, ...rest] = asked.filter((word) => word !== '--dry-run')

const read = (file) => readFileSync(join(root, file), 'utf8')
const output = (program, args, cwd = root) =>
  execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()
const git = (...args) => output('git', args)
const fail = (text) => {
  throw new Error(text)
}

/** What changes something, or takes long: a dry run only tells of it. */
const run = (program, ...args) => {
  console.log(`${dry ? 'would run' : '>'} ${[program, ...args].join(' ')}`)
  if (!dry) execFileSync(program, args, { cwd: root, stdio: 'inherit' })
}

/** The version after another one: npm does the arithmetic, on a manifest of its own. */
const versionAfter = (version, step) => {
  const folder = mkdtempSync(join(tmpdir(), 'rx-omm-version-'))
  try {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'any', version }))
    return output('npm', ['version', step, '--no-git-tag-version'], folder).replace(/^v/, '')
  } catch {
    return fail(`${step} is no step and no version, or the version is ${version} already`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const previousTag = () => {
  const [last] = git('tag', '--list', 'v*', '--merged', 'HEAD', '--sort=-version:refname').split('\n')
  return last || undefined
}

/** What changed in the public API since a tag. */
const apiSince = (tag) => {
  const then = git('ls-tree', '--name-only', tag, `${reports}/`).split('\n')
  const now = readdirSync(join(root, reports)).map((file) => `${reports}/${file}`)
  const files = [...new Set([...then, ...now])].filter((file) => file.endsWith('.api.md'))
  return files.map((file) => ({
    file,
    ...compareReports(
      then.includes(file) ? `${git('show', `${tag}:${file}`)}\n` : '',
      now.includes(file) ? read(file) : '',
    ),
  }))
}

/** Refuses a step that is too small for what changed. */
const judgeApi = (from, to, tag) => {
  if (tag === undefined) return console.log('API: no release to compare with')
  const changes = apiSince(tag)
  for (const { file, broken, added } of changes) {
    if (broken.length > 0) console.log(`API: ${file}: changed or removed: ${broken.join(', ')}`)
    if (added.length > 0) console.log(`API: ${file}: added: ${added.join(', ')}`)
  }
  const needed = neededStep(from, {
    broken: changes.flatMap(({ broken }) => broken),
    added: changes.flatMap(({ added }) => added),
  })
  console.log(`API: since ${tag} at least a ${needed} version`)
  if (isTooSmall(stepOf(from, to), needed))
    fail(`the public API changed: ${to} has to be a ${needed} version`)
}

const repositoryOf = ({ repository }) => {
  const address = typeof repository === 'string' ? repository : repository?.url
  return address?.replace(/^git\+/, '').replace(/\.git$/, '')
}

const makeRelease = () => {
  if (wish === undefined || rest.length > 0)
    fail('npm run release -- patch|minor|major|<version> [--dry-run]')
  if (git('status', '--porcelain') !== '') fail('there are changes that are not committed')
  const branch = git('rev-parse', '--abbrev-ref', 'HEAD')
  if (branch !== 'main') fail(`releases are made of main, and this is ${branch}`)

  const manifest = JSON.parse(read('package.json'))
  // The first release has the version that stands in the manifest from the start.
  const previous = previousTag()
  const version =
    previous === undefined && wish === manifest.version ? wish : versionAfter(manifest.version, wish)
  const tag = `v${version}`
  if (git('tag', '--list', tag) !== '') fail(`${tag} exists already`)
  console.log(`${manifest.name} ${manifest.version} -> ${version}`)
  judgeApi(manifest.version, version, previous)

  const repository = repositoryOf(manifest)
  if (repository === undefined) console.log('package.json names no repository: CHANGELOG.md gets no links')
  const date = new Date().toISOString().slice(0, 10)
  const changelog = release(read('CHANGELOG.md'), { version, date, repository, previous })

  run('npm', 'run', 'check')
  try {
    console.log(`${dry ? 'would write' : '> write'} CHANGELOG.md, where ${version} of ${date} will say:`)
    console.log(sectionOf(changelog, version))
    if (!dry) writeFileSync(join(root, 'CHANGELOG.md'), changelog)
    run('npm', 'version', version, '--no-git-tag-version', '--allow-same-version')
    run('npm', 'run', 'build')
    run('node', '.build/pack.js', '.')
    run('npm', 'run', 'sbom', '--', `${manifest.name}-${version}.cdx.json`)
    run('git', 'commit', '--message', `chore: release ${version}`, '--', ...changed)
  } catch (error) {
    // There was nothing uncommitted before, so nothing else is lost.
    if (!dry) git('checkout', 'HEAD', '--', ...changed)
    throw error
  }
  run('git', 'tag', '--annotate', tag, '--message', tag)
  console.log(`${dry ? 'Then publish' : 'Publish'} it by: git push origin main ${tag}`)
}

try {
  makeRelease()
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
