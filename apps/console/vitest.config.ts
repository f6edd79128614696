import { defineConfig } from "vitest/config";

export default defineConfig({
  // The files of one worker share modules: they keep no state that another file could see.
  test: { include: ["src/**/*.test.ts"], isolate: false },
});
