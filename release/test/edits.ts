import type { VersionType } from "@changesets/types";
import type { Json } from "./kitchen.ts";

/** What an edit can reach: an operation, its callback, and the whole contract. */
export interface Editable {
  readonly operation: Json;
  readonly callback: Json;
  readonly contract: Json;
  readonly id: string;
}

/** Edits of a schema, and what they are worth in a request, in a response and in a callback. */
export const schemaEdits: readonly [
  edit: string,
  request: VersionType,
  response: VersionType,
  callback: VersionType,
  change: (schema: Json) => void,
][] = [
  ["a property removed", "major", "major", "major", (it) => delete it.properties.name],
  [
    "an inner property removed",
    "major",
    "major",
    "major",
    (it) => delete it.properties.oven.properties.brand,
  ],
  [
    "a property renamed",
    "major",
    "major",
    "major",
    (it) => {
      it.properties.label = it.properties.name;
      delete it.properties.name;
    },
  ],
  [
    "an optional property added",
    "minor",
    "minor",
    "minor",
    (it) => (it.properties.more = { type: "string" }),
  ],
  [
    "a required property added",
    "major",
    "minor",
    "minor",
    (it) => {
      it.properties.more = { type: "string" };
      it.required.push("more");
    },
  ],
  ["a property made required", "major", "minor", "minor", (it) => it.required.push("name")],
  ["a property made optional", "minor", "major", "major", (it) => (it.required = [])],
  ["a value removed from an enum", "major", "major", "major", (it) => it.properties.kind.enum.pop()],
  ["a value added to an enum", "minor", "major", "major", (it) => it.properties.kind.enum.push("tea")],
  ["an enum given to free text", "major", "minor", "minor", (it) => (it.properties.name.enum = ["Ann"])],
  ["another const", "major", "major", "major", (it) => (it.properties.edition.const = "second")],
  ["another type", "major", "major", "major", (it) => (it.properties.name.type = "integer")],
  ["a narrower type", "major", "minor", "minor", (it) => (it.properties.note.type = "string")],
  ["a wider type", "minor", "major", "major", (it) => (it.properties.name.type = ["string", "null"])],
  ["another type of items", "major", "major", "major", (it) => (it.properties.steps.items.type = "integer")],
  ["a higher minimum", "major", "minor", "minor", (it) => (it.properties.servings.minimum = 2)],
  ["a lower minimum", "minor", "major", "major", (it) => (it.properties.servings.minimum = 0)],
  ["a pattern", "major", "minor", "minor", (it) => (it.properties.name.pattern = "^A")],
  ["no further properties", "major", "minor", "minor", (it) => (it.additionalProperties = false)],
  ["another default", "major", "major", "major", (it) => (it.properties.heat.default = "high")],
  ["no default", "major", "major", "major", (it) => delete it.properties.heat.default],
  ["a first default", "minor", "minor", "minor", (it) => (it.properties.name.default = "Ann")],
  ["a union without a member", "major", "major", "major", (it) => it.properties.choice.oneOf.pop()],
  [
    "a union with one member more",
    "minor",
    "major",
    "major",
    (it) => it.properties.choice.oneOf.push({ title: "Both", type: "array" }),
  ],
  [
    "a discriminated union with one member more",
    "minor",
    "minor",
    "minor",
    (it) =>
      it.properties.order.oneOf.push({
        title: "tea order",
        type: "object",
        required: ["type"],
        properties: { type: { const: "tea" } },
      }),
  ],
  [
    "a discriminated union without a member",
    "major",
    "major",
    "major",
    (it) => it.properties.order.oneOf.pop(),
  ],
  [
    "another discriminator",
    "major",
    "major",
    "major",
    (it) => (it.properties.order.discriminator.propertyName = "kind"),
  ],
  [
    "a discriminator that knows a member less",
    "major",
    "major",
    "major",
    (it) => delete it.properties.order.discriminator.mapping.soup,
  ],
  ["no discriminator", "major", "major", "major", (it) => delete it.properties.order.discriminator],
  [
    "more required in else",
    "major",
    "minor",
    "minor",
    (it) => it.properties.outcome.else.required.push("error"),
  ],
  ["less required in else", "minor", "major", "major", (it) => it.properties.outcome.else.required.pop()],
  ["a deprecated property", "minor", "minor", "minor", (it) => (it.properties.name.deprecated = true)],
  ["another description", "patch", "patch", "patch", (it) => (it.properties.name.description = "Whose?")],
  ["examples in a schema", "patch", "patch", "patch", (it) => (it.properties.name.examples = ["Ann"])],
];

const call = ({ callback }: Editable): Json => callback["{$request.body#/url}"].post;
const form = ({ operation }: Editable): Json =>
  operation.requestBody.content["application/x-www-form-urlencoded"];

/** Edits of everything else. */
export const operationEdits: readonly [
  edit: string,
  impact: VersionType,
  change: (editable: Editable) => void,
][] = [
  ["another operationId", "major", (it) => (it.operation.operationId += "New")],
  ["a parameter removed", "major", (it) => it.operation.parameters.pop()],
  ["an optional parameter added", "minor", (it) => it.operation.parameters.push(parameter(false))],
  ["a required parameter added", "major", (it) => it.operation.parameters.push(parameter(true))],
  ["a parameter made required", "major", (it) => (it.operation.parameters[0].required = true)],
  ["a parameter moved to the header", "major", (it) => (it.operation.parameters[0].in = "header")],
  ["a parameter with an enum", "major", (it) => (it.operation.parameters[0].schema.enum = ["few"])],
  ["a parameter written otherwise", "major", (it) => (it.operation.parameters[0].explode = false)],
  ["another status", "major", (it) => rename(it.operation.responses, "200", "201")],
  ["a response removed", "major", (it) => delete it.operation.responses[404]],
  ["a response added", "minor", (it) => (it.operation.responses[429] = { description: "Wait." })],
  ["a response header removed", "major", (it) => delete it.operation.responses[200].headers["x-oven"]],
  [
    "a response header made optional",
    "major",
    (it) => (it.operation.responses[200].headers["x-oven"].required = false),
  ],
  ["a response without a body", "major", (it) => delete it.operation.responses[200].content],
  ["a request without a body", "major", (it) => delete it.operation.requestBody],
  [
    "a media type removed",
    "major",
    (it) => delete it.operation.requestBody.content["application/x-www-form-urlencoded"],
  ],
  ["a media type added", "minor", (it) => (it.operation.requestBody.content["text/csv"] = {})],
  ["a form written otherwise", "major", (it) => (form(it).encoding.steps.explode = false)],
  ["a form without encoding", "major", (it) => delete form(it).encoding],
  ["another scheme of authentication", "major", (it) => (it.operation.security = [{ query: [] }])],
  ["one more scheme at once", "major", (it) => (it.operation.security = [{ key: [], query: [] }])],
  ["no authentication", "minor", (it) => (it.operation.security = [])],
  ["a callback removed", "major", (it) => delete it.operation.callbacks.served],
  ["a callback renamed", "major", (it) => rename(it.operation.callbacks, "served", "done")],
  [
    "a callback added",
    "minor",
    (it) =>
      (it.operation.callbacks.paid = {
        "{$request.body#/bill}": { post: { responses: { "2XX": { description: "Thanks." } } } },
      }),
  ],
  [
    "a callback to another URL",
    "major",
    (it) => rename(it.callback, "{$request.body#/url}", "{$request.body#/to}"),
  ],
  [
    "a callback by another method",
    "major",
    (it) => rename(it.callback["{$request.body#/url}"], "post", "put"),
  ],
  [
    "a callback in another media type",
    "major",
    (it) => rename(call(it).requestBody.content, "application/json", "application/xml"),
  ],
  ["a callback whose body is optional", "major", (it) => (call(it).requestBody.required = false)],
  ["a callback without its header", "major", (it) => call(it).parameters.pop()],
  ["a callback whose header is optional", "major", (it) => (call(it).parameters[0].required = false)],
  ["a callback whose header has another name", "major", (it) => (call(it).parameters[0].name = "x-auth")],
  ["a callback with one more header", "minor", (it) => call(it).parameters.push(parameter(true, "header"))],
  [
    "a callback that takes another answer",
    "major",
    (it) => (call(it).responses = { 200: { description: "Thanks." } }),
  ],
  ["a deprecated operation", "minor", (it) => (it.operation.deprecated = true)],
  ["another summary", "patch", (it) => (it.operation.summary = "Cook")],
  ["another tag", "patch", (it) => (it.operation.tags = ["Bake"])],
  ["an example reworded", "patch", (it) => (it.contract.components.examples[`${it.id}Example`].value = "b")],
  ["an example added", "patch", (it) => (it.contract.components.examples[`${it.id}New`] = { value: "b" })],
  ["an example removed", "patch", (it) => delete it.contract.components.examples[`${it.id}Example`]],
  ["an operation removed", "major", (it) => delete it.contract.paths[`/${it.id}`].post],
  ["an operation added", "minor", (it) => (it.contract.paths[`/${it.id}`].put = { responses: {} })],
  ["nothing", "none", () => undefined],
];

/**
 * Edits of what is there once. Those of a group are made together; what is gone and what is new of one kind is not, since
 * `redocly diff` would take it for one thing renamed.
 */
export const contractEdits: readonly {
  readonly edit: string;
  readonly group: number;
  readonly impact: VersionType;

  /** A part of the sentence that reports it. */
  readonly what: string;
  readonly change: (contract: Json) => void;
}[] = [
  {
    edit: "a path removed",
    group: 0,
    impact: "major",
    what: "Path `/soups` was removed",
    change: (it) => delete it.paths["/soups"],
  },
  {
    edit: "a schema added",
    group: 0,
    impact: "minor",
    what: "Schema `Tea` was added",
    change: (it) => (it.components.schemas.Tea = { type: "string" }),
  },
  {
    edit: "a server moved",
    group: 0,
    impact: "major",
    what: "https://kitchen.example",
    change: (it) => (it.servers[0].url = "https://cook.example"),
  },
  {
    edit: "another authentication for all",
    group: 0,
    impact: "major",
    what: "requirement `key`",
    change: (it) => (it.security = [{ query: [] }]),
  },
  {
    edit: "another kind of key",
    group: 0,
    impact: "major",
    what: "scheme `key`",
    change: (it) => (it.components.securitySchemes.key = { type: "apiKey", in: "header", name: "key" }),
  },
  {
    edit: "another title",
    group: 0,
    impact: "patch",
    what: "reworded",
    change: (it) => (it.info.title = "Canteen"),
  },
  {
    edit: "a path renamed",
    group: 1,
    impact: "major",
    what: "`/soups`",
    change: (it) => rename(it.paths, "/soups", "/broths"),
  },
  {
    edit: "a schema removed",
    group: 1,
    impact: "major",
    what: "Schema `Soup` was removed",
    change: (it) => delete it.components.schemas.Soup,
  },
  {
    edit: "a path added",
    group: 2,
    impact: "minor",
    what: "`/cakes` was added",
    change: (it) => (it.paths["/cakes"] = { get: { operationId: "bake", responses: {} } }),
  },
  {
    edit: "a schema renamed",
    group: 2,
    impact: "major",
    what: "`Soup`",
    change: (it) => rename(it.components.schemas, "Soup", "Broth"),
  },
];

const parameter = (required: boolean, place = "query"): Json => ({
  name: "more",
  in: place,
  required,
  schema: { type: "string" },
});

function rename(node: Json, from: string, to: string): void {
  node[to] = node[from];
  delete node[from];
}
