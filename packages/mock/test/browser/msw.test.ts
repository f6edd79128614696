import { setupWorker } from "msw/browser";
import { afterAll, afterEach, beforeAll } from "vitest";
import { addMswTests } from "../support/msw-cases.ts";

const worker = setupWorker();

// The script is that of MSW itself: vitest.config.ts.
beforeAll(() => worker.start({ quiet: true, onUnhandledFrame: "bypass" }));
afterEach(() => worker.resetHandlers());
afterAll(() => worker.stop());

addMswTests({
  use: (...handlers) => worker.use(...handlers),
  elsewhere: () => ({ url: "/mockServiceWorker.js", text: "Mock Service Worker" }),
});
