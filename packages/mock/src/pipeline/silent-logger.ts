import type { Logger } from "./prism.ts";

const ignore = (): void => undefined;

/** Discards Prism's own log, which reports each step. The server logs requests instead. */
export const silentLogger = {
  child: () => silentLogger,
  debug: ignore,
  error: ignore,
  info: ignore,
  success: ignore,
  warn: ignore,
} as unknown as Logger;
