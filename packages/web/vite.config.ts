import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** The two font files that every page paints its first line with. */
const firstFonts = [/inter-latin-wght-normal/, /source-serif-4-latin-opsz-normal/]

/** Asks the browser for the first fonts together with the script, not after the style sheet. */
function preloadFonts(): Plugin {
  return {
    name: 'fealty-preload-fonts',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        return Object.keys(bundle ?? {})
          .filter((name) => firstFonts.some((pattern) => pattern.test(name)))
          .map((name) => ({
            tag: 'link',
            attrs: {
              rel: 'preload',
              href: `/${name}`,
              as: 'font',
              type: 'font/woff2',
              crossorigin: '',
            },
            injectTo: 'head' as const,
          }))
      },
    },
  }
}

export default defineConfig({
  plugins: [react(), preloadFonts()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Our rooms hold declarations only: a schema nobody uses in the browser is left out of it.
      treeshake: {
        moduleSideEffects: (id: string) =>
          !/packages[\\/](?:core|charts)[\\/]src/.test(id) && !/node_modules[\\/]zod[\\/]/.test(id),
      },
    },
  },
})
