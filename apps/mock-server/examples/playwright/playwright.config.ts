import { defineConfig } from "@playwright/test";

// No browser is installed: these tests call an API.
export default defineConfig({ fullyParallel: true, reporter: "list" });
