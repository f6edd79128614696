export * from "./normalize.ts";
