import {
  type Content,
  type Method,
  methods,
  type OpenApiDocument,
  type ParameterObject,
  type PathItem,
  type Reference,
  type SecuritySchemeObject,
} from "../document.ts";
import { formatPointer } from "../json-pointer.ts";
import { resolve } from "../resolve.ts";
import type { ReportFlaw } from "./normalize.ts";

interface MutableOperation {
  operationId?: string;
  parameters?: (Reference | ParameterObject)[];
  security?: Record<string, readonly string[]>[];
  responses?: Record<string, unknown>;
  callbacks?: Record<string, Record<string, unknown> | Reference>;
  requestBody?: unknown;
}

/** Ensures that every operation is unique, can be called and has responses, in place. */
export function normalizeOperations(document: OpenApiDocument, report: ReportFlaw): void {
  const schemes = normalizeSchemes(document, report);
  const taken = new Set<string>();
  forEachOperation(document, (operation, { method, path, pointer }) => {
    const id = operation.operationId;
    if (typeof id !== "string" || id === "" || taken.has(id)) {
      if (id !== undefined && id !== "") {
        const other = `${method.toUpperCase()} ${path}`;
        report({
          pointer,
          message: `The operationId ${JSON.stringify(id)} is not the first. The operation is called "${other}" here.`,
        });
      }
      operation.operationId = `${method.toUpperCase()} ${path}`;
    }
    taken.add(operation.operationId ?? "");
    normalizeParameters(document, operation, path);
    if (!operation.responses || Object.keys(operation.responses).length === 0)
      operation.responses = { default: { description: "" } };
    if (operation.security) operation.security = knownSecurity(operation.security, schemes, pointer, report);
    splitCallbacks(document, operation);
  });
  const root = document as unknown as { security?: MutableOperation["security"] };
  if (root.security) root.security = knownSecurity(root.security, schemes, "/security", report);
}

interface Place {
  readonly method: Method;
  readonly path: string;
  readonly pointer: string;
}

function forEachOperation(
  document: OpenApiDocument,
  visit: (operation: MutableOperation, place: Place) => void,
): void {
  for (const [path, reference] of Object.entries(document.paths ?? {})) {
    const item = resolve<PathItem>(document, reference);
    for (const method of methods) {
      const operation = item[method];
      if (operation === undefined) continue;
      if (typeof operation !== "object" || operation === null) {
        delete (item as Record<string, unknown>)[method];
        continue;
      }
      visit(operation as MutableOperation, { method, path, pointer: formatPointer(["paths", path, method]) });
    }
  }
}

/** Parameters need a schema; cookies are used only for security. Path parameters without a description are text. */
function normalizeParameters(document: OpenApiDocument, operation: MutableOperation, path: string): void {
  const item = resolve<PathItem>(document, document.paths?.[path] ?? {});
  const own = (operation.parameters ?? []).map((parameter) => resolve<ParameterObject>(document, parameter));
  const shared = (item.parameters ?? []).map((parameter) => resolve<ParameterObject>(document, parameter));
  const all = [...new Map([...shared, ...own].map((it) => [`${it.in} ${it.name}`, it])).values()];
  const known = all.filter(({ in: place }) => place === "path" || place === "query" || place === "header");
  const described = known.map((parameter) =>
    parameter.schema === undefined
      ? Object.assign({}, parameter, { schema: schemaOf(parameter) })
      : parameter,
  );
  const names = new Set(described.filter((it) => it.in === "path").map(({ name }) => name));
  const missing = Array.from(path.matchAll(/\{([^{}]+)\}/g), ([, name = ""]) => name).filter(
    (name) => !names.has(name),
  );
  operation.parameters = [
    ...described,
    ...missing.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } })),
  ];
}

/** Parameters that are described by content are sent as text. */
function schemaOf(parameter: ParameterObject): { readonly type?: string } {
  const { content } = parameter as { content?: Content };
  return content ? { type: "string" } : {};
}

/** The security schemes that can be checked, by name. */
function normalizeSchemes(document: OpenApiDocument, report: ReportFlaw): ReadonlySet<string> {
  const schemes = (document.components?.securitySchemes ?? {}) as Record<string, SecuritySchemeObject>;
  for (const [name, reference] of Object.entries(schemes)) {
    const scheme = resolve<SecuritySchemeObject>(document, reference);
    const pointer = formatPointer(["components", "securitySchemes", name]);
    if (scheme.type === "oauth2" || scheme.type === "openIdConnect")
      schemes[name] = { type: "http", scheme: "bearer" };
    else if (scheme.type === "http" && !/^(?:basic|bearer)$/i.test(scheme.scheme ?? "")) {
      report({
        pointer,
        message: `The HTTP scheme ${JSON.stringify(scheme.scheme)} is not checked. Any Authorization header will do.`,
      });
      schemes[name] = { type: "apiKey", in: "header", name: "Authorization" };
    } else if (scheme.type === "mutualTLS") {
      report({ pointer, message: "Client certificates are not checked." });
      delete schemes[name];
    } else if (scheme.type !== "http" && (scheme.type !== "apiKey" || !scheme.name)) {
      report({
        pointer,
        message: `The security scheme has the type ${JSON.stringify(scheme.type)}, which says too little. It is not checked.`,
      });
      delete schemes[name];
    }
  }
  return new Set(Object.keys(schemes));
}

/** Of several schemes that are required together, the first one is used: it is enough to distinguish accounts. */
function knownSecurity(
  requirements: NonNullable<MutableOperation["security"]>,
  schemes: ReadonlySet<string>,
  pointer: string,
  report: ReportFlaw,
): NonNullable<MutableOperation["security"]> {
  return requirements.flatMap((requirement) => {
    const names = Object.keys(requirement);
    const known = names.find((name) => schemes.has(name));
    if (known === undefined && names.length > 0) {
      report({
        pointer,
        message: `No security scheme ${names.join(" or ")} can be checked. The requirement is ignored.`,
      });
      return [];
    }
    return [known === undefined ? {} : { [known]: requirement[known] ?? [] }];
  });
}

/** A callback may describe several calls. Here each has its own name. */
function splitCallbacks(document: OpenApiDocument, operation: MutableOperation): void {
  const split: Record<string, Record<string, unknown>> = {};
  for (const [name, reference] of Object.entries(operation.callbacks ?? {})) {
    const callback = resolve<Record<string, unknown>>(document, reference);
    for (const [expression, item] of Object.entries(callback)) {
      if (expression.startsWith("x-")) continue;
      const pathItem = resolve<PathItem>(document, item as PathItem);
      for (const method of methods) {
        if (typeof pathItem[method] !== "object") continue;
        const own = Object.hasOwn(split, name) ? `${name}_${Object.keys(split).length}` : name;
        split[own] = {
          [expression]: {
            [method]: pathItem[method],
            ...(pathItem.parameters && { parameters: pathItem.parameters }),
          },
        };
      }
    }
  }
  if (operation.callbacks) operation.callbacks = split;
}
