import { defineConfig } from 'eslint/config'
import rxjsX from 'eslint-plugin-rxjs-x'
import tsdoc from 'eslint-plugin-tsdoc'
import tseslint from 'typescript-eslint'

const inDemo = ['examples/angular/{src,shared}/**/*.ts']

export default defineConfig(
  {
    ignores: ['**/dist', 'docs/api', 'coverage', '**/node_modules', 'test/bench/.processes'],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { files: ['**/*.{js,cjs}'], extends: [tseslint.configs.base], rules: { 'no-unused-vars': 'error' } },
  {
    // What the browser runs of the demo has packages of its own, and its types are checked by its own build.
    files: inDemo,
    extends: [tseslint.configs.strict, tseslint.configs.stylistic],
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // Components may be as small as their template makes them.
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  {
    files: ['**/*.ts'],
    ignores: inDemo,
    extends: [tseslint.configs.strictTypeChecked, rxjsX.configs.strict],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { tsdoc },
    rules: {
      'tsdoc/syntax': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // An exhaustive switch ends with a `satisfies never`; the rule would have us list cases twice.
      '@typescript-eslint/switch-exhaustiveness-check': 'off',
      // Streams end in `$`, functions that return one do not: the rule knows only all or nothing.
      'rxjs-x/finnish': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/cli/**'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      // A test often subscribes only to keep a stream alive; its errors are asserted elsewhere.
      'rxjs-x/no-ignored-error': 'off',
      'rxjs-x/no-ignored-subscription': 'off',
    },
  },
)
