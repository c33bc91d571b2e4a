import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    // Whole crawls with processes of their own, on machines that are busy with others.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // No test comes near the crawls of the person who runs it.
    env: {
      ORBWEAVER_HOME: mkdtempSync(join(tmpdir(), "orbweaver-test-home-")),
      // The many processes that tests start from sources take half the time.
      NODE_COMPILE_CACHE: join(import.meta.dirname, "node_modules/.cache/node"),
    },
  },
});
