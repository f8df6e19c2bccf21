// `node .build/pack.js <folder> [options of npm pack]`: packs what is built, as it is published. The manifest goes without
// what only a checkout has a use for; npm 11 would warn of its script `prepare` whoever installs the tarball itself.
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, linkSync, mkdirSync, mkdtempSync } from 'node:fs'
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [target, ...options] = process.argv.slice(2)
if (target === undefined) throw new Error('where to? node .build/pack.js <folder>')

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
delete manifest.scripts
delete manifest.devDependencies

/** Brings files to another place: as links, since there are thousands of them, or as copies on another disk. */
const bring = (from, to) => {
  if (statSync(from).isDirectory()) {
    mkdirSync(to)
    for (const name of readdirSync(from)) bring(join(from, name), join(to, name))
    return
  }
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to)
  }
}

const copy = mkdtempSync(join(tmpdir(), 'rx-omm-pack-'))
try {
  // README and licence are packed whatever `files` says.
  for (const file of ['README.md', 'LICENSE', ...(manifest.files ?? [])])
    if (existsSync(join(root, file))) bring(join(root, file), join(copy, file))
  writeFileSync(join(copy, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  mkdirSync(target, { recursive: true })
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', resolve(target), ...options], {
    cwd: copy,
    stdio: 'inherit',
  })
} finally {
  rmSync(copy, { recursive: true, force: true })
}
