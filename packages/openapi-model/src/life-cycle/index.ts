export * from "./duration.ts";
export * from "./life-cycle.ts";
export * from "./read-life-cycles.ts";
