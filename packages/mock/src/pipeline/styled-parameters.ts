import { listOperations, type OpenApiDocument, type Schema, schemasAt } from "@task-contracts/openapi-model";
import { type ParameterStyle, readStyle } from "../parsing/parameter-styles.ts";
import type { MockRequest } from "./mock-request.ts";
import type { Resource } from "./resource.ts";

/** Converts the parameters of requests to arrays and objects, according to their styles in the contract. */
export class StyledParameters {
  readonly #document: OpenApiDocument;
  readonly #byOperation = new Map<string, readonly ParameterStyle[]>();
  #schemas: ReadonlyMap<string, ReadonlyMap<string, Schema>> | undefined;

  constructor(document: OpenApiDocument) {
    this.#document = document;
  }

  /**
   * Rewrites the path and query of a request in place. Most operations have nothing to rewrite.
   *
   * @returns The headers, parsed according to their styles. Those of the request are unchanged.
   */
  read(resource: Resource, { headers, match, query }: MockRequest): Record<string, unknown> {
    const styles = this.#stylesOf(resource);
    if (styles.length === 0) return headers;
    const read: Record<string, unknown> = { ...headers };
    for (const parameter of styles) {
      if (parameter.in === "header") readStyle(read, lowerCase(parameter));
      else readStyle(parameter.in === "path" ? (match?.params ?? {}) : query, parameter);
    }
    return read;
  }

  #stylesOf({ operation, operationId }: Resource): readonly ParameterStyle[] {
    const known = this.#byOperation.get(operationId);
    if (known) return known;
    const declared = new Set(operation.parameters.flatMap((it) => (it.in === "query" ? it.name : [])));
    const styles = operation.parameters.flatMap(({ explode = false, name, in: place, style }) => {
      if (style === undefined) return [];
      const { kind, properties } = this.#formOf(operationId, `${place} ${name}`);
      // A parameter that is named like a property is that parameter.
      const free = properties.filter((property) => !declared.has(property));
      return [{ name, in: place, style, explode, kind, properties: free }];
    });
    this.#byOperation.set(operationId, styles);
    return styles;
  }

  #formOf(operationId: string, parameter: string): Pick<ParameterStyle, "kind" | "properties"> {
    this.#schemas ??= new Map(
      listOperations(this.#document).map(({ id, parameters }) => [
        id,
        new Map(parameters.map(({ in: place, name, schema = true }) => [`${place} ${name}`, schema])),
      ]),
    );
    const variants = schemasAt(this.#document, this.#schemas.get(operationId)?.get(parameter), []);
    const types = new Set(variants.flatMap(({ type = [] }) => type));
    const properties = variants.flatMap((variant) => Object.keys(variant.properties ?? {}));
    // Values that may also be text stay as they are.
    if (types.has("string")) return { kind: "single", properties };
    if (types.has("array")) return { kind: "array", properties };
    return { kind: types.has("object") || properties.length > 0 ? "object" : "single", properties };
  }
}

const lowerCase = (parameter: ParameterStyle): ParameterStyle => ({
  ...parameter,
  name: parameter.name.toLowerCase(),
});
