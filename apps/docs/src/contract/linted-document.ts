import type { Components, Info, OpenApiDocument, PathItem, Server, Tag } from "@task-contracts/openapi-model";

/** A contract that passed the linter: members that its rules require are present, though OpenAPI has them optional. */
export interface LintedDocument extends OpenApiDocument {
  readonly info: Required<Info>;
  readonly servers: readonly Required<Server>[];
  readonly tags: readonly Required<Tag>[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: Components;
}
