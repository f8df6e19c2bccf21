// `node .build/sbom.js <file>`: writes what an application gets with the package, as CycloneDX. npm does all of it, but
// on a copy of the manifest without development dependencies: its own `--omit dev` also drops what a development
// dependency happens to need as well, ws for example. From the lock file, so nothing has to be installed.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [target] = process.argv.slice(2)
if (target === undefined) throw new Error('where to? node .build/sbom.js <file>')

const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'))
const manifest = read('package.json')
const lock = read('package-lock.json')
for (const described of [manifest, lock.packages['']]) delete described.devDependencies

const folder = mkdtempSync(join(tmpdir(), 'rx-omm-sbom-'))
// npm names the package after its folder.
const copy = join(folder, manifest.name)
const npm = (...args) =>
  execFileSync('npm', args, { cwd: copy, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
try {
  mkdirSync(copy)
  writeFileSync(join(copy, 'package.json'), JSON.stringify(manifest))
  writeFileSync(join(copy, 'package-lock.json'), JSON.stringify(lock))
  npm('install', '--package-lock-only', '--ignore-scripts', '--offline')
  const text = npm('sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--omit', 'dev')
  const { components } = JSON.parse(text)
  writeFileSync(resolve(target), text)
  console.log(`${target}: ${components.map(({ name, version }) => `${name} ${version}`).join(', ')}`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
