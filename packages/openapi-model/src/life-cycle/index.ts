export * from "./duration.ts";
export * from "./life-cycle.ts";
export * from "./parse-life-cycles.ts";
export * from "./read-life-cycles.ts";
