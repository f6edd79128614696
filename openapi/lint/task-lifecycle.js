import { lifeCycleKeyword, readLifeCycles } from "@task-contracts/openapi-model";

/**
 * A life cycle (lifecycle/README.md) has the right members, and names states, operations, callbacks and properties that
 * exist.
 */
export const taskLifecycle = () => {
  /** As much of the operations as a life cycle refers to, as the paths of a document. */
  const paths = {};
  const declared = [];
  /** What is described under `callbacks` is sent by the service, and moves no task. */
  let callbacksAround = 0;
  return {
    Callback: {
      enter: () => (callbacksAround += 1),
      leave: () => (callbacksAround -= 1),
    },
    PathItem: {
      Operation(operation, { resolve, location }) {
        if (callbacksAround > 0) return;
        const { operationId, responses = {}, callbacks = {} } = operation;
        const names = Object.fromEntries(Object.keys(responses).map((status) => [status, {}]));
        const calls = Object.entries(callbacks).map(([name, callback]) => [
          name,
          Object.fromEntries(
            Object.keys(follow(callback, resolve, location).node).map((url) => [url, { post: {} }]),
          ),
        ]);
        paths[location.absolutePointer] = {
          post: { operationId, responses: names, callbacks: Object.fromEntries(calls) },
        };
      },
    },
    Schema(schema, { location, resolve }) {
      if (lifeCycleKeyword in schema) declared.push({ schema: inline(schema, resolve, location), location });
    },
    Root: {
      leave(_root, { report }) {
        for (const { schema, location } of declared) {
          const name = schema.title ?? "the schema";
          const { problems } = readLifeCycles({ paths, components: { schemas: { [name]: schema } } });
          for (const { steps, message } of problems)
            report({ message, location: existing(location, schema, steps.slice(3)) });
        }
      },
    },
  };
};

const follow = (node, resolve, location) =>
  node?.$ref === undefined ? { node, location } : resolve(node, location.source.absoluteRef);

/** A copy of a schema without references, as far as it does not contain itself. */
const inline = (node, resolve, location, above = []) => {
  if (typeof node !== "object" || node === null) return node;
  const found = follow(node, resolve, location);
  if (above.includes(found.node)) return true;
  const below = [...above, found.node];
  const entries = Object.entries(found.node ?? {}).map(([key, child]) => [
    key,
    inline(child, resolve, found.location ?? location, below),
  ]);
  return Array.isArray(found.node) ? entries.map(([, child]) => child) : Object.fromEntries(entries);
};

/** The place of a problem, or of the nearest thing around it that is there. */
const existing = (location, schema, steps) => {
  const there = [lifeCycleKeyword];
  let node = schema[lifeCycleKeyword];
  for (const step of steps) {
    if (typeof node !== "object" || node === null || !Object.hasOwn(node, step)) break;
    node = node[step];
    there.push(step);
  }
  return location.child(there);
};
