import type { Logger } from "./prism.ts";

const ignore = (): void => undefined;

/** For Prism's own log, which tells its steps one by one. The server logs requests instead. */
export const silentLogger = {
  child: () => silentLogger,
  debug: ignore,
  error: ignore,
  info: ignore,
  success: ignore,
  warn: ignore,
} as unknown as Logger;
