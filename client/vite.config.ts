import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compression } from 'vite-plugin-compression2'

/** Professionals, visitors and visitors who come back have each their page, so that a patient's phone never loads the professionals' code. Nothing is inlined: the CSP forbids it. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compression({ algorithms: ['gzip', 'brotliCompress'], include: /\.(js|css|svg|html)$/, threshold: 512 })],
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
