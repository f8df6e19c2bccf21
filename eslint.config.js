import { defineConfig } from 'eslint/config'
import rxjsX from 'eslint-plugin-rxjs-x'
import tsdoc from 'eslint-plugin-tsdoc'
import tseslint from 'typescript-eslint'

export default defineConfig(
  {
    ignores: [
      '**/dist',
      'docs/api',
      'coverage',
      '**/node_modules',
      // What the browser runs of the demo is checked by its own build, with packages of its own.
      'examples/angular/src',
      'examples/angular/shared',
      'test/bench/.processes',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { files: ['**/*.{js,cjs}'], extends: [tseslint.configs.base], rules: { 'no-unused-vars': 'error' } },
  {
    files: ['**/*.ts'],
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
