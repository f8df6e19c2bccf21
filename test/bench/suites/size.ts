import { applications, bundleSize, type BundleSize } from '../../support/bundle-size.js'
import type { Setting } from '../harness/setting.js'
import { digits, whole, type SuiteReport, type Table } from '../report/report.js'

type Application = keyof typeof applications

/** Applications by the name of their program. */
const titles: Readonly<Record<Application, string>> = {
  core: 'all of the core entry',
  oneItem: '`item` at a fixed address, tokens of a back end',
  oneImage: 'the same and `toImage`',
  orderBook: 'the same and `toBook`',
  versionTwo: '`item`, `clientCredentials`, `discover`',
}

const kilobytes = (bytes: number): string => digits(bytes / 1000, 1)

const sizesTable = (sizes: ReadonlyMap<Application, BundleSize>): Table => ({
  title: 'loaded at once, in kB, without rxjs',
  columns: ['application', 'minified', 'and compressed', 'and later, when needed'],
  rows: [...sizes].map(([name, { minified, gzip, lazy, lazyGzip }]) => [
    titles[name],
    kilobytes(minified),
    kilobytes(gzip),
    lazy.length === 0 ? '' : `${kilobytes(lazyGzip)} (${lazy.join(', ')})`,
  ]),
})

const roomsTable = (core: BundleSize, oneItem: BundleSize): Table => ({
  title: 'by room of the library and by package, minified bytes',
  columns: ['room or package', titles.core, titles.oneItem],
  rows: [...core.rooms].map(([room, bytes]) => [room, whole(bytes), whole(oneItem.rooms.get(room) ?? 0)]),
})

/** What browsers have to load. The same in every round, so that one is enough. */
export const size = async (setting: Setting): Promise<SuiteReport> => {
  const weigh = async (name: Application): Promise<BundleSize> => {
    setting.progress(`size: ${titles[name]}`)
    return bundleSize(applications[name])
  }
  const core = await weigh('core')
  const oneItem = await weigh('oneItem')
  const sizes = new Map<Application, BundleSize>([
    ['core', core],
    ['oneItem', oneItem],
    ['oneImage', await weigh('oneImage')],
    ['orderBook', await weigh('orderBook')],
    ['versionTwo', await weigh('versionTwo')],
  ])
  return {
    title: 'Size',
    about:
      'Programs are bundled with the built library by esbuild, for browsers and ES2022, minified, and compressed with ' +
      'gzip. rxjs is left out: an application has it anyway. What is loaded later by `import()` does not count.',
    tables: [sizesTable(sizes), roomsTable(core, oneItem)],
    figures: Object.fromEntries([...sizes].map(([name, { gzip }]) => [`size.${name}`, gzip])),
  }
}
