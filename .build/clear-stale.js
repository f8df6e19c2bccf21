// Run before the compiler: takes away from dist what no source stands behind any more, and has the compiler write
// everything anew when something is missing there (its own memory of the last build does not look).
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')
const memory = join(root, 'node_modules/.cache/tsbuildinfo')
const endings = ['.js', '.js.map', '.d.ts', '.d.ts.map']

const filesIn = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    : []

const expected = new Set(
  filesIn(join(root, 'src'))
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => endings.map((ending) => file.slice(0, -'.ts'.length) + ending)),
)
const present = new Set(filesIn(dist))

for (const file of present) if (!expected.has(file)) rmSync(join(dist, file))
for (const file of expected) if (!present.has(file)) rmSync(memory, { force: true })
