import type { Callback, Operation } from "@task-contracts/openapi-model";

/**
 * The name of an id in an address.
 *
 * @example
 * slugOf("createAnnotationTask"); // "create-annotation-task"
 */
export const slugOf = (id: string): string =>
  id.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll(/[^a-z0-9]+/g, "-");

/**
 * The path of an operation's or a callback's page below the root of the site.
 *
 * @example
 * pagePath({ id: "scale-v1" }, { id: "createAnnotationTask" }); // "scale-v1/create-annotation-task/"
 */
export const pagePath = (api: { readonly id: string }, { id }: Pick<Operation | Callback, "id">): string =>
  `${api.id}/${slugOf(id)}/`;

/** The path of the same as Markdown. */
export const markdownPath = (api: { readonly id: string }, operation: Pick<Operation, "id">): string =>
  `${pagePath(api, operation).slice(0, -1)}.md`;
