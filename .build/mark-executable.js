// Run after the compiler: it writes plain files, and npm packs a command as it finds it.
import { chmodSync, existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const command = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
if (existsSync(command)) chmodSync(command, 0o755)
