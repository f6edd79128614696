import type { Components, Info, OpenApiDocument, PathItem, Server, Tag } from "@task-contracts/openapi-model";

/** A contract of ours. What our rules require is there, though OpenAPI leaves it optional. */
export interface Contract extends OpenApiDocument {
  readonly info: Required<Info>;
  readonly servers: readonly Required<Server>[];
  readonly tags: readonly Required<Tag>[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: Components;
}
