import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { offlineShell } from './tools/offline-shell.ts'

const TECHNICIAN_WORKER = 'technician-worker'

export default defineConfig({
  root: 'app/web',
  // The widget is drawn by Preact: React's refresh has no business there.
  plugins: [
    react({ exclude: [/\/node_modules\//, /\/web\/widget\b/] }),
    offlineShell({
      worker: TECHNICIAN_WORKER,
      modules: ['/app/web/main.tsx', '/domains/field/web/phone/pages.ts'],
      files: ['/first-paint.js', '/mark.svg'],
    }),
  ],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: {
        console: `${import.meta.dirname}/app/web/index.html`,
        widget: `${import.meta.dirname}/app/web/widget.html`,
        [TECHNICIAN_WORKER]: `${import.meta.dirname}/domains/field/web/offline/shell-worker.ts`,
      },
      output: {
        // A worker has one address for ever: the browser finds its next version there.
        entryFileNames: ({ name }) => (name === TECHNICIAN_WORKER ? '[name].js' : 'assets/[name]-[hash].js'),
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules.(react|react-dom|scheduler|@tanstack|i18next|react-i18next|zod)./ },
          ],
        },
      },
    },
  },
  worker: { format: 'es' },
  server: { fs: { allow: [import.meta.dirname] }, proxy: { '/api': { target: 'http://127.0.0.1:8080', ws: true } } },
  test: {
    root: import.meta.dirname,
    dir: import.meta.dirname,
    include: ['{engine,kit,domains,flows,packs,app,test,tools,bench}/**/*.test.{ts,tsx}'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    setupFiles: ['test/harness/setup.ts'],
    globalSetup: ['test/harness/global-database.ts'],
    reporters: ['default'],
  },
})
