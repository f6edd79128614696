export * from "./dereference.ts";
export * from "./document.ts";
export * from "./document-error.ts";
export * from "./json-pointer.ts";
export * from "./life-cycle/index.ts";
export * from "./operations.ts";
export * from "./resolve.ts";
export * from "./schema-at.ts";
