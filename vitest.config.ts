import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  resolve: {
    alias: [
      { find: '#platform', replacement: at('./src/platform/node.ts') },
      { find: '#serve', replacement: at('./src/simulator/shell/serve-simulator.ts') },
      { find: /^rx-omm$/, replacement: at('./src/index.ts') },
      { find: /^rx-omm\/simulator$/, replacement: at('./src/simulator/index.ts') },
      { find: /^rx-omm\/testing$/, replacement: at('./src/testing/index.ts') },
      { find: /^rx-omm\/angular$/, replacement: at('./src/angular/index.ts') },
      { find: /^rx-omm\/opentelemetry$/, replacement: at('./src/opentelemetry/index.ts') },
      { find: /^rx-omm\/node$/, replacement: at('./src/node/index.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    unstubGlobals: true,
  },
})
