// `node .build/check-release.js <tag> [owner/name]`: fails unless the tag is the version of the package, CHANGELOG.md
// says what is in it, and the manifest names the repository that it is published from. Prints the notes of the release.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sectionOf } from './release/changelog.js'

const read = (file) => readFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), 'utf8')
const [tag, repository] = process.argv.slice(2)
const { version, repository: named } = JSON.parse(read('package.json'))
const notes = sectionOf(read('CHANGELOG.md'), version)
const address = typeof named === 'string' ? named : (named?.url ?? '')

const faults = [
  tag !== `v${version}` && `the tag is ${tag}, but package.json has version ${version}`,
  !notes && `CHANGELOG.md does not say what is in ${version}`,
  repository !== undefined &&
    !address.replace(/\.git$/, '').endsWith(repository) &&
    `the repository in package.json is "${address}", not ${repository}: npm refuses the provenance`,
].filter(Boolean)

for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exitCode = 1
else console.log(notes)
