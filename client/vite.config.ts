import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { compression } from 'vite-plugin-compression2'

/** Each page file names its script; what surrounds it is written once, in page.html. */
const oneFrame: Plugin = {
  name: 'one-frame',
  transformIndexHtml: { order: 'pre', handler: (entry) => readFileSync(`${import.meta.dirname}/page.html`, 'utf8').replace('<!-- entry -->', entry.trim()) },
}

/** Professionals, visitors and visitors who come back have each their page, so that a patient's phone never loads the professionals' code. Nothing is inlined: the CSP forbids it. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [oneFrame, react(), compression({ algorithms: ['gzip', 'brotliCompress'], include: /\.(js|css|svg|html)$/, threshold: 512 })],
  build: {
    target: ['es2022', 'safari15.4', 'chrome100', 'firefox100'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: Object.fromEntries(['index', 'visit', 'back', 'demonstration'].map((page) => [page, `${import.meta.dirname}/${page}.html`])),
      // React changes less often than we do: its own file stays in the browser's cache.
      output: { codeSplitting: { groups: [{ name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ }] } },
    },
  },
})
