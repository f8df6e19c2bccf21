import { describe, expect, it } from 'vitest'
import { documents, read, root } from './documents.js'
import { deadLinks } from './links.js'

describe('a link', () => {
  it.each(documents)('of %s leads nowhere', (file) => {
    expect(deadLinks(root, file, read(file))).toEqual([])
  })
})

describe('the check of links', () => {
  it('overlooks a file or a heading that is not there', () => {
    const text = '# Here\n\n[a](docs/nowhere.md) [b](docs/states.md#nothing) [c](#here) [d](#there)\n'
    expect(deadLinks(root, 'README.md', text)).toEqual([
      'README.md: docs/nowhere.md',
      'README.md: docs/states.md#nothing',
      'README.md: #there',
    ])
  })

  it('takes code or another site for links of its own', () => {
    const text = '```md\n[a](nowhere.md)\n```\n[b](https://example.com/nowhere)\n'
    expect(deadLinks(root, 'README.md', text)).toEqual([])
  })
})
