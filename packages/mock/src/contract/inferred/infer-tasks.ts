import type { OpenApiDocument } from "@task-contracts/openapi-model";
import type { DescribedTasks } from "../described-tasks.ts";
import type { Roles } from "../roles.ts";
import { identityOf } from "./find-item.ts";
import { inferLifeCycle } from "./infer-life-cycle.ts";
import { type InferredResource, inferResources } from "./infer-resources.ts";
import { callbacksOf, fieldCallback, inferRoles } from "./infer-roles.ts";

/**
 * Infers the kinds of tasks of a contract, besides those that it declares, and what their declarations leave open.
 *
 * @param declared What the contract declares.
 * @returns The declared ones, completed, and then the others.
 * @example
 * inferTasks(document, []).map(({ lifeCycle }) => lifeCycle.schema); // ["transcript"]
 */
export const inferTasks = (
  document: OpenApiDocument,
  declared: readonly DescribedTasks[],
): DescribedTasks[] => {
  const resources = inferResources(document);
  return [
    ...declared.map((tasks) => completed(document, resources, tasks)),
    ...othersIn(document, resources, declared),
  ];
};

/** What a declaration leaves open is inferred: operations without a schema of the task, and callbacks that are not described. */
const completed = (
  document: OpenApiDocument,
  resources: readonly InferredResource[],
  declared: DescribedTasks,
): DescribedTasks => {
  const { lifeCycle, roles, schema } = declared;
  const resource = resources.find((it) => identityOf(document, it.schema) === identityOf(document, schema));
  if (!resource) return declared;
  const { callbacks } = inferLifeCycle(document, resource, callbacksOf(document, resource)).lifeCycle;
  const ends = [...lifeCycle.transitions].filter(([, { to }]) =>
    ["success", "failure"].includes(lifeCycle.states.get(to)?.outcome ?? ""),
  );
  const undeclared = [...callbacks]
    .filter(([name]) => name === fieldCallback && lifeCycle.callbacks.size === 0)
    .map(([name, rule]) => [name, { ...rule, on: ends.map(([end]) => end) }] as const);
  return {
    schema,
    lifeCycle: { ...lifeCycle, callbacks: new Map([...lifeCycle.callbacks, ...undeclared]) },
    roles: withTargets(roles, inferRoles(document, resource, lifeCycle)),
  };
};

/** Where a callback goes is inferred as well if only a property of the request says so. */
const withTargets = (declared: Roles, inferred: Roles): Roles =>
  new Map(
    [...inferred, ...declared].map(([id, role]) => {
      const other = inferred.get(id);
      return role.kind === "create" && role.targets.size === 0 && other?.kind === "create"
        ? [id, Object.assign({}, role, { targets: other.targets })]
        : [id, role];
    }),
  );

/** What is inferred from a contract, besides its declarations. */
const othersIn = (
  document: OpenApiDocument,
  resources: readonly InferredResource[],
  declared: readonly DescribedTasks[],
): DescribedTasks[] => {
  const taken = new Set(declared.flatMap(({ roles }) => Array.from(roles.keys())));
  return resources
    .filter(({ creates, reads }) => [...creates, ...reads].every(({ id }) => !taken.has(id)))
    .map((resource) => {
      const { lifeCycle, reasons } = inferLifeCycle(document, resource, callbacksOf(document, resource));
      return {
        lifeCycle,
        schema: resource.schema,
        roles: inferRoles(document, resource, lifeCycle),
        reasons: [...resource.reasons, ...reasons],
      };
    });
};
