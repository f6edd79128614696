export * from "./bundle.ts";
export * from "./diff.ts";
export * from "./redocly-output.ts";
export * from "./run-redocly.ts";
