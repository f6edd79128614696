import { parsePointer } from "@task-contracts/openapi-model";

/** The parts of a request and its response that runtime expressions can use. */
export interface ExpressionSource {
  readonly body?: unknown;
  readonly query: Readonly<Record<string, unknown>>;
  readonly params: Readonly<Record<string, unknown>>;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, unknown>>;
  /** The body of the response. */
  readonly response?: unknown;
}

const bodyPointer = /^\$request\.body#(\/.*)$/;

/**
 * The path of the URL in the body of the request, if an expression contains nothing else.
 *
 * @example
 * bodySteps("{$request.body#/callback_url}"); // ["callback_url"]
 */
export const bodySteps = (expression: string): readonly string[] | undefined => {
  const [, inside = ""] = /^\{([^{}]+)\}$/.exec(embedded(expression)) ?? [];
  const [, pointer] = bodyPointer.exec(inside) ?? [];
  return pointer === undefined ? undefined : parsePointer(pointer);
};

/**
 * Evaluates a runtime expression (OpenAPI, Runtime Expressions), such as the key of a callback.
 *
 * @returns The URL, or undefined if the request lacks a value that the expression uses.
 * @example
 * evaluate("{$request.body#/callback_url}?event=done", { body: { callback_url: "https://shop.example" }, … });
 * // "https://shop.example?event=done"
 */
export const evaluate = (expression: string, request: ExpressionSource): string | undefined => {
  let isComplete = true;
  const text = embedded(expression).replaceAll(/\{([^{}]+)\}/g, (_, inside: string) => {
    const value = valueOf(inside, request);
    if (typeof value === "string" || typeof value === "number") return String(value);
    isComplete = false;
    return "";
  });
  return isComplete && text !== "" ? text : undefined;
};

/** A bare expression needs no braces. */
const embedded = (expression: string): string =>
  expression.startsWith("$") ? `{${expression}}` : expression;

const valueOf = (inside: string, { body, headers, params, query, response }: ExpressionSource): unknown => {
  const [, message, pointer] = /^\$(request|response)\.body#(\/.*)$/.exec(inside) ?? [];
  if (pointer !== undefined) return valueAt(message === "request" ? body : response, parsePointer(pointer));
  const [, place, name = ""] = /^\$request\.(header|query|path)\.(.+)$/.exec(inside) ?? [];
  if (place === "header") return headers[name.toLowerCase()];
  if (place === "query") return query[name];
  return place === "path" ? params[name] : undefined;
};

const valueAt = (value: unknown, steps: readonly string[]): unknown =>
  steps.reduce<unknown>((part, key) => (Object(part) as Record<string, unknown>)[key], value);
