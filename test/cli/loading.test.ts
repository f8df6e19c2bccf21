import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'

const main = new URL('../../src/cli/main.ts', import.meta.url)

/** Modules that a module needs before it can run: those that are imported for more than their types. */
const needed = (source: string): readonly string[] =>
  [...source.matchAll(/^(?:import|export) (?!type )(?:[^;]*? from )?'([^']+)'/gm)].map(([, path]) =>
    String(path),
  )

/** Every module that is loaded with another one, packages by name. */
const loadedWith = async (url: URL, seen = new Set<string>()): Promise<ReadonlySet<string>> => {
  seen.add(url.href)
  for (const path of needed(await readFile(url, 'utf8'))) {
    if (!path.startsWith('.')) seen.add(path)
    else {
      const next = new URL(path.replace(/\.js$/, '.ts'), url)
      if (!seen.has(next.href)) await loadedWith(next, seen)
    }
  }
  return seen
}

const heavy = (modules: ReadonlySet<string>): readonly string[] =>
  [...modules].filter((module) => module === 'rxjs' || /\/src\/(simulator\/)?index\.ts$/.test(module))

describe('what is loaded', () => {
  it.each([
    'main.ts',
    'watch/watch.ts',
    'list/list.ts',
    'news/news.ts',
    'services/services.ts',
    'post/post.ts',
    'simulate/simulate.ts',
    'record/record.ts',
    'replay/replay.ts',
    'types/types.ts',
    'completion/completion.ts',
  ])('with %s is more than help, completion and mistakes need', async (path) => {
    expect(heavy(await loadedWith(new URL(path, main)))).toEqual([])
  })

  it('is looked for in vain', async () => {
    expect(heavy(await loadedWith(new URL('watch/run-watch.ts', main))).length).toBeGreaterThan(1)
  })
})
