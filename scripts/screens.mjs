import { main } from './setup/hint.mjs'
import { runTool } from './tool.mjs'

await main(() => runTool({ program: 'tests/screens/main.ts', args: process.argv.slice(2), needs: 'browser' }))
