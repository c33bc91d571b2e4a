import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";
import packageJson from "./package.json" with { type: "json" };

const OUTSIDE: ReadonlySet<string> = new Set(["better-sqlite3", "undici", "ws"]);

/** Every program of ours, by the name under which it stands in out/main. */
const programs = {
  main: "electron/main/main.ts",
  engine: "electron/service/engine-process.ts",
  "page-worker": "electron/workers/page-worker.ts",
  "reader-thread": "electron/store/reader-thread.ts",
  serve: "electron/serve/main.ts",
  cli: "electron/cli/main.ts",
};

export default defineConfig({
  main: {
    build: {
      outDir: "out/main",
      // Bundled, a program starts in half the time; what is native or reaches for its own files stays outside.
      externalizeDeps: { exclude: Object.keys(packageJson.dependencies).filter((name) => !OUTSIDE.has(name)) },
      rollupOptions: {
        input: programs,
        // Programs find each other as neighbours, so shared parts must stand beside them too.
        output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "chunk-[name]-[hash].js" },
      },
    },
  },
  preload: {
    build: {
      outDir: "out/preload",
      externalizeDeps: false,
      // A sandboxed preload must be one CommonJS file.
      rollupOptions: { input: { preload: "electron/preload/preload.ts" }, output: { format: "cjs", entryFileNames: "[name].cjs" } },
    },
  },
  renderer: {
    root: "renderer",
    plugins: [react()],
    // The strict policy of the window allows no inline data and no inline script.
    build: {
      outDir: "out/renderer",
      rollupOptions: { input: "renderer/index.html" },
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  },
});
