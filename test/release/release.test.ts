import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createProject, reportOf, type Project } from './project.js'

let project: Project
beforeEach(async () => {
  project = await createProject()
})
afterEach(() => project.remove())

const report = 'test/package/surface/any.api.md'
const versionOf = async (file: string): Promise<unknown> =>
  (JSON.parse(await project.read(file)) as { version: unknown }).version

describe('a release', () => {
  it('lacks the version, the date, the links, the commit or the tag', async () => {
    const ran = await project.release('minor')
    expect(ran.code, ran.stderr).toBe(0)
    expect(await versionOf('package.json')).toBe('0.2.0')
    expect(await versionOf('package-lock.json')).toBe('0.2.0')
    expect((await project.read('CHANGELOG.md')).replace(/\d{4}-\d\d-\d\d/, 'DATE')).toBe(
      [
        '# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - DATE\n\n### Added\n\n- Something.\n\n',
        '[Unreleased]: https://example.com/some/any/compare/v0.2.0...HEAD\n',
        '[0.2.0]: https://example.com/some/any/releases/tag/v0.2.0\n',
      ].join(''),
    )
    expect(await project.git('log', '-1', '--format=%s %D')).toBe(
      'chore: release 0.2.0 HEAD -> main, tag: v0.2.0\n',
    )
    expect(await project.git('status', '--porcelain')).toBe('')
    expect(JSON.parse(await project.read('any-0.2.0.cdx.json'))).toMatchObject({ bomFormat: 'CycloneDX' })
    expect(ran.stdout).toContain('git push origin main v0.2.0')
  })

  it('cannot keep the version that the manifest has from the start', async () => {
    expect(await project.release('0.1.0')).toMatchObject({ code: 0 })
    expect(await project.git('tag')).toBe('v0.1.0\n')
  })

  it('loses the links of the one before', async () => {
    await project.release('minor')
    const changelog = await project.read('CHANGELOG.md')
    await project.commit('CHANGELOG.md', changelog.replace('[Unreleased]\n', '[Unreleased]\n\n- More.\n'))
    expect(await project.release('patch')).toMatchObject({ code: 0 })
    expect((await project.read('CHANGELOG.md')).split('\n\n').at(-1)).toBe(
      [
        '[Unreleased]: https://example.com/some/any/compare/v0.2.1...HEAD\n',
        '[0.2.1]: https://example.com/some/any/compare/v0.2.0...v0.2.1\n',
        '[0.2.0]: https://example.com/some/any/releases/tag/v0.2.0\n',
      ].join(''),
    )
  })

  it('leaves something behind when it fails half-way', async () => {
    await project.commit('package-lock.json', '{}')
    expect((await project.release('minor')).code).toBe(1)
    expect(await project.git('status', '--porcelain')).toBe('')
    expect(await project.git('tag')).toBe('')
  })
})

describe('a dry run', () => {
  it('changes something, or does not tell what would be done', async () => {
    const before = await project.git('rev-parse', 'HEAD')
    const ran = await project.release('minor', '--dry-run')
    expect(ran.code).toBe(0)
    expect(ran.stdout.match(/^would .*$/gm)?.map((line) => line.replace(/\d{4}-\d\d-\d\d/, 'DATE'))).toEqual([
      'would run npm run check',
      'would write CHANGELOG.md, where 0.2.0 of DATE will say:',
      'would run npm version 0.2.0 --no-git-tag-version --allow-same-version',
      'would run npm run build',
      'would run node .build/pack.js .',
      'would run npm run sbom -- any-0.2.0.cdx.json',
      'would run git commit --message chore: release 0.2.0 -- CHANGELOG.md package.json package-lock.json',
      'would run git tag --annotate v0.2.0 --message v0.2.0',
    ])
    expect(await project.git('rev-parse', 'HEAD')).toBe(before)
    expect(await project.git('status', '--porcelain', '--ignored')).toBe('')
    expect(await project.git('tag')).toBe('')
  })
})

describe('a release is made', () => {
  const refused = async (text: string, ...args: readonly string[]): Promise<void> => {
    const ran = await project.release(...args)
    expect(ran.stderr).toContain(text)
    expect(ran.code).toBe(1)
    expect(await project.git('tag')).not.toContain('v0.2.0')
  }

  it('without a version, or with one that is none', async () => {
    await refused('npm run release --')
    await refused('no step and no version', 'huge')
  })

  it('of what is not committed', async () => {
    await project.write('new.txt', '')
    await refused('not committed', 'minor')
  })

  it('of another branch', async () => {
    await project.git('switch', '--quiet', '--create', 'other')
    await refused('this is other', 'minor')
  })

  it('twice', async () => {
    await project.git('tag', 'v0.1.1')
    const ran = await project.release('patch')
    expect(ran.stderr).toContain('v0.1.1 exists already')
  })

  it('of nothing', async () => {
    await project.commit(
      'CHANGELOG.md',
      '# Changelog\n\n## [Unreleased]\n\n## [0.1.0] - 2020-01-01\n\n- It.\n',
    )
    await refused('says nothing under Unreleased', 'minor')
  })
})

describe('before 1.0, a patch', () => {
  const one = 'export const one: number;'
  const two = 'export interface Two {\n    readonly a: string;\n}'
  beforeEach(() => project.git('tag', 'v0.1.0'))

  const broken = [
    ['a changed type', [one.replace('number', 'string'), two]],
    ['a removed declaration', [one]],
    ['a removed property', [one, 'export interface Two {\n}']],
  ] as const
  it.each(broken)('may have %s', async (_, declarations) => {
    await project.commit(report, reportOf(...declarations))
    const ran = await project.release('patch', '--dry-run')
    expect(ran.stderr).toContain('has to be a minor version')
    expect(ran.code).toBe(1)
    expect((await project.release('minor', '--dry-run')).code).toBe(0)
  })

  it('may not have an added option', async () => {
    await project.commit(report, reportOf(one, two.replace('}', '    readonly b?: string;\n}')))
    const ran = await project.release('patch', '--dry-run')
    expect(ran.stdout).toContain('added: Two')
    expect(ran.code).toBe(0)
  })
})

describe('from 1.0 on', () => {
  it('a patch may add, or a minor version break', async () => {
    await project.commit('package.json', (await project.read('package.json')).replace('0.1.0', '1.0.0'))
    await project.git('tag', 'v1.0.0')
    await project.commit(report, `${await project.read(report)}\n// @public\nexport const three: number;\n\n`)
    expect((await project.release('patch', '--dry-run')).stderr).toContain('has to be a minor version')
    await project.commit(report, reportOf())
    expect((await project.release('minor', '--dry-run')).stderr).toContain('has to be a major version')
    expect((await project.release('major', '--dry-run')).code).toBe(0)
  })
})
