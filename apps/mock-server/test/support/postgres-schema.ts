import { randomBytes } from "node:crypto";
import { inject } from "vitest";

/** The URL of a store that no other test has. */
export const newPostgresUrl = (): string => {
  const url = new URL(inject("postgresUrl"));
  url.searchParams.set("schema", `test_${randomBytes(6).toString("hex")}`);
  return url.href;
};
