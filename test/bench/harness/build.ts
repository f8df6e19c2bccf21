import { rmSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const bench = dirname(dirname(fileURLToPath(import.meta.url)))
/**
 * Within the package, so that `rx-omm` is what `npm run build` made, found as an application finds it. One for each
 * run, so that two at a time do not take each other's files away.
 */
const folder = join(bench, '.processes', String(process.pid))

const filesIn = async (room: string): Promise<string[]> =>
  (await readdir(join(bench, room))).map((file) => join(bench, room, file))

/**
 * Makes plain JavaScript of every process, once: what a loader would do to it in each process, and to the library,
 * is not to be measured. Gives the folder.
 */
export const buildProcesses = async (): Promise<string> => {
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true })
  })
  await build({
    entryPoints: [...(await filesIn('contenders')), join(bench, 'server/generator.ts')],
    outdir: folder,
    entryNames: '[name]',
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // The paths of the project's own configuration would put the sources in the place of the package.
    tsconfigRaw: '{}',
  })
  return folder
}
