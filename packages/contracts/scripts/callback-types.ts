import { tsPropertyIndex } from "openapi-typescript";
import ts from "typescript";
import {
  DocumentError,
  listOperations,
  type OperationObject,
  type PathItem,
} from "@task-contracts/openapi-model";
import type { BundledApi, BundledDocument } from "@task-contracts/contract-compiler/bundled-api";

/** The key of a lifted callback. Operation ids contain no spaces. */
const webhookName = (operationId: string, callback: string): string => `${operationId} ${callback}`;

/**
 * Copies a contract with its operations' callbacks as webhooks, because openapi-typescript leaves callbacks out
 * and a webhook is described alike.
 *
 * @example
 * liftCallbacks(api).webhooks; // { "createTask completed": { post: { … } } }
 */
export function liftCallbacks(api: BundledApi): BundledDocument {
  if (api.contract.webhooks) {
    throw new DocumentError("webhooks", "types of webhooks are not supported", "Describe callbacks instead.");
  }
  const webhooks = listOperations(api.contract).flatMap(({ id, callbacks }) =>
    callbacks.map(({ name, method, pathItem }): [string, PathItem] => {
      // With an operationId the callback would land among the operations that a client can call.
      const { operationId: _, ...call } = pathItem[method] as OperationObject;
      return [webhookName(id, name), { ...pathItem, [method]: call }];
    }),
  );
  return { ...api.contract, webhooks: Object.fromEntries(webhooks) };
}

/**
 * Turns the `webhooks` declaration made of lifted callbacks into
 * `interface callbacks { <operationId>: { <callback name>: … } }`.
 *
 * @example
 * astToString(nestCallbacks(api, await openapiTypeScript(liftCallbacks(api))));
 */
export function nestCallbacks(api: BundledApi, nodes: readonly ts.Node[]): ts.Node[] {
  return nodes.map((node) => {
    const isDeclaration = ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);
    return isDeclaration && node.name.text === "webhooks" ? declareCallbacks(api, node) : node;
  });
}

function declareCallbacks(
  api: BundledApi,
  webhooks: ts.InterfaceDeclaration | ts.TypeAliasDeclaration,
): ts.Node {
  // It is an alias, `Record<string, never>`, where there are none.
  const members = ts.isInterfaceDeclaration(webhooks) ? webhooks.members.filter(ts.isPropertySignature) : [];
  const byName = new Map(members.map((member) => [(member.name as ts.StringLiteral).text, member]));
  const operations = listOperations(api.contract)
    .filter(({ callbacks }) => callbacks.length > 0)
    .map(({ id, callbacks }) =>
      property(
        id,
        callbacks.map(({ name, method }) =>
          callbackProperty(name, method, byName.get(webhookName(id, name))),
        ),
      ),
    );
  const modifiers = [ts.factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  return ts.factory.createInterfaceDeclaration(modifiers, "callbacks", undefined, undefined, operations);
}

/** A webhook's type is a path item; of it, a callback needs only the one call that is made. */
function callbackProperty(
  name: string,
  method: string,
  webhook?: ts.PropertySignature,
): ts.PropertySignature {
  const pathItem = webhook?.type as ts.TypeLiteralNode;
  const call = pathItem.members
    .filter(ts.isPropertySignature)
    .find((member) => (member.name as ts.Identifier).text === method) as ts.PropertySignature;
  const callback = property(name, (call.type as ts.TypeLiteralNode).members);
  return ts.setSyntheticLeadingComments(callback, ts.getSyntheticLeadingComments(call));
}

function property(name: string, members: Iterable<ts.TypeElement>): ts.PropertySignature {
  const type = ts.factory.createTypeLiteralNode([...members]);
  return ts.factory.createPropertySignature(undefined, tsPropertyIndex(name), undefined, type);
}
