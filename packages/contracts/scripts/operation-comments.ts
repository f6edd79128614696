import { addJSDocComment } from "openapi-typescript";
import ts from "typescript";
import { listOperations } from "@task-contracts/openapi-model";
import type { BundledApi } from "@task-contracts/contract-compiler/bundled-api";

/**
 * Adds the summaries, the descriptions and the deprecations of operations to the members of `operations`, from which clients derive
 * their methods. openapi-typescript has them at the paths alone.
 *
 * @example
 * commentOperations(api, await openapiTypeScript(api.contract));
 */
export function commentOperations(api: BundledApi, nodes: readonly ts.Node[]): void {
  const texts = new Map(
    listOperations(api.contract).map(({ id, summary, description, deprecated }) => [
      id,
      { summary, description, ...(deprecated && { deprecated }) },
    ]),
  );
  const members = nodes
    .filter((node) => ts.isInterfaceDeclaration(node))
    .filter(({ name }) => name.text === "operations")
    .flatMap((declaration) => declaration.members.filter(ts.isPropertySignature));
  for (const member of members) {
    addJSDocComment(texts.get((member.name as ts.Identifier).text) ?? {}, member);
  }
}
