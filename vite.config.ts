import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { leanStyles } from './src/ui/styles/lean-styles.ts';

/** Every part may have islands: `src/<part>/islands/<name>.ts`, each a file of its own, loaded only where it is used. */
function islands(): string[] {
  return readdirSync('src').flatMap((part) => {
    const folder = join('src', part, 'islands');
    if (!existsSync(folder)) return [];
    return readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).map((file) => `${folder}/${file}`);
  });
}

/** Stands between Vite's own style plugins: after SCSS has become CSS, before names are made from its content. */
const leanStyleSheets: Plugin = {
  name: 'lean-styles',
  transform: (code, id) => (/\.scss(?:$|\?)/.test(id) ? { code: leanStyles(code), map: null } : undefined),
};

export default defineConfig({
  publicDir: false,
  css: { preprocessorOptions: { scss: { quietDeps: true, loadPaths: ['node_modules'] } } },
  plugins: [leanStyleSheets],
  build: {
    outDir: 'dist',
    manifest: true,
    modulePreload: false,
    assetsInlineLimit: 0,
    cssCodeSplit: true,
    cssTarget: ['chrome90', 'edge90', 'firefox90', 'safari15'],
    reportCompressedSize: false,
    rollupOptions: { input: ['src/ui/styles/app.scss', ...islands()] },
  },
});
