import { refName, resolve, type Schema, type SchemaObject } from "@task-contracts/openapi-model";
import { html, type Markup } from "../html.ts";
import type { Api } from "../contract/load-api.ts";
import { renderProse } from "./prose.ts";
import { alternativesText, limitsOf, typeOf } from "./schema-words.ts";
import { tabs } from "./tabs.ts";

/** A place in the page of an operation at which a schema is shown. */
export interface SchemaPlace {
  readonly api: Api;

  /** Begins the ids of its properties: `request`, `response-200`. */
  readonly id: string;
}

/** Below this level, the properties of an object are folded. */
const OPEN_LEVELS = 1;

/**
 * Everything that a schema says, as nested lists of properties that can be linked to. Where a value can be one of several
 * schemas, each is a tab.
 */
export function schemaView(place: SchemaPlace, schema: Schema | undefined, level = 0): Markup {
  const { contract } = place.api;
  if (schema === undefined || typeof schema === "boolean") return html``;
  const found = resolve<SchemaObject>(contract, schema);
  const variants = found.oneOf ?? found.anyOf;
  if (variants !== undefined) return variantTabs(place, found, variants, level);
  const properties = Object.entries(found.properties ?? {});
  if (properties.length === 0) return innerOf(place, found, level);
  const alternatives = alternativesText(found);
  return html`${alternatives !== "" && html`<p class="note">${renderProse(alternatives, true)}</p> `}
    <ul class="properties">
      ${properties.map(([name, property]) => propertyItem(place, found, name, property, level))}
    </ul>`;
}

/** The schema of a whole body: what it is itself, before its properties. */
export function rootView(place: SchemaPlace, schema: Schema | undefined, said = ""): Markup {
  if (schema === undefined || typeof schema === "boolean") return html``;
  const found = resolve<SchemaObject>(place.api.contract, schema);
  // A response often has the description of its schema.
  const { description = "" } = found;
  const isSaid = description.trim() === said.trim();
  return html`${details(place, isSaid ? { ...found, description: "" } : found)}${schemaView(place, schema)}`;
}

/** The schema of what is in an array, or of the values of a map. */
function innerOf(place: SchemaPlace, { items, additionalProperties }: SchemaObject, level: number): Markup {
  const inner = items ?? additionalProperties;
  return typeof inner === "object" ? schemaView(place, inner, level) : html``;
}

function propertyItem(
  place: SchemaPlace,
  parent: SchemaObject,
  name: string,
  schema: Schema,
  level: number,
): Markup {
  const id = `${place.id}-${name}`;
  const found = typeof schema === "boolean" ? {} : resolve<SchemaObject>(place.api.contract, schema);
  const inner = nested({ ...place, id }, found, level);
  return html`<li id="${id}">
    <p class="property">
      <a class="name" href="#${id}"><code>${name}</code></a>
      <span class="type">${typeOf(place.api.contract, found)}</span>
      ${parent.required?.includes(name) && html`<span class="required">required</span>`}
      ${found["deprecated"] === true && html`<span class="deprecated">deprecated</span>`}
    </p>
    ${details(place, found)} ${inner}
  </li> `;
}

/** The description of a value, the values that it can have, and its limits. */
function details(place: SchemaPlace, schema: SchemaObject): Markup {
  const { description = "", enum: values = [] } = schema;
  const limits = limitsOf(schema);
  return html`${description !== "" && html`<div class="meaning">${renderProse(description)}</div> `}
  ${
    values.length > 0 &&
    html`<p class="values">
      One of ${values.map((value, index) => html`${index > 0 && ", "}<code>${JSON.stringify(value)}</code>`)}
    </p> `
  }
  ${limits !== "" && html`<p class="limits">${renderProse(limits, true)}</p> `} ${itemDetails(place, schema)}`;
}

/** The same of what is in an array or a map, unless it has properties, which are listed below. */
function itemDetails(place: SchemaPlace, { additionalProperties, items, type }: SchemaObject): Markup {
  const inner = items ?? additionalProperties;
  if (typeof inner !== "object") return html``;
  const found = resolve<SchemaObject>(place.api.contract, inner);
  const facts = [
    found.description?.trim() ?? "",
    found.enum !== undefined &&
      `One of ${found.enum.map((value) => `\`${JSON.stringify(value)}\``).join(", ")}`,
    limitsOf(found),
  ].filter((fact) => fact !== "" && fact !== false);
  if (facts.length === 0) return html``;
  const name = [type].flat().includes("array") ? "Each item" : "Each value";
  return html`<p class="limits">${name}: ${renderProse(facts.join(" "), true)}</p> `;
}

/** What is inside of a value: shown at once near the top, folded further down. */
function nested(place: SchemaPlace, schema: SchemaObject, level: number): Markup {
  const view = schemaView(place, { ...schema, description: "" }, level + 1);
  if (!view.text.includes("<li")) return html``;
  const count = countOf(place, schema);
  return html`<details class="nested" ${level < OPEN_LEVELS && count <= 6 && html` open`}>
    <summary>${count === 1 ? "1 property" : count > 0 ? `${count} properties` : "What it can be"}</summary>
    ${view}
  </details>`;
}

function countOf(place: SchemaPlace, schema: SchemaObject): number {
  if (schema.properties !== undefined) return Object.keys(schema.properties).length;
  const inner = schema.items ?? schema.additionalProperties;
  return typeof inner === "object" ? countOf(place, resolve<SchemaObject>(place.api.contract, inner)) : 0;
}

interface Discriminator {
  readonly propertyName: string;
  readonly mapping?: Readonly<Record<string, string>>;
}

function variantTabs(
  place: SchemaPlace,
  schema: SchemaObject,
  variants: readonly Schema[],
  level: number,
): Markup {
  const { mapping = {}, propertyName: label }: Discriminator = (schema["discriminator"] as
    | Discriminator
    | undefined) ?? { propertyName: "Variant" };
  const items = variants.flatMap((variant, index) => {
    const name = refName(variant);
    const [key = `${index + 1}`] =
      Object.entries(mapping).find(([, target]) => target.endsWith(`/${name}`)) ?? [];
    const body = schemaView({ ...place, id: `${place.id}-${key}` }, variant, level);
    return body.text.includes("<li") ? [{ key, label: key, body }] : [];
  });
  return items.length === 0 ? html`` : tabs(items, { id: `${place.id}-of`, label, group: label });
}
