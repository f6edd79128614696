import type { Server } from "@task-contracts/openapi-model";

/**
 * The URLs of servers that say where they are: a relative one is where the document is, which a mock cannot know.
 *
 * @example
 * urlsOf([{ url: "https://api.moderation.example/v2" }, { url: "/v1" }]); // ["https://api.moderation.example/v2"]
 */
export const urlsOf = (servers: readonly Server[] = []): string[] =>
  servers.map(withDefaults).filter((url) => URL.canParse(url));

/** A URL with the defaults of its variables. */
const withDefaults = (server: Server): string => {
  const { variables = {} } = server as { variables?: Record<string, { default?: string }> };
  return server.url.replaceAll(/\{([^{}]+)\}/g, (whole, name: string) => variables[name]?.default ?? whole);
};
