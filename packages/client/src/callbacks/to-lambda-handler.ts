import { CallbackError } from "./callback-error.ts";
import type { CallbackHeaders, CallbackRequest } from "./callback-request.ts";
import { type AdapterOptions, createRespond, type Receive } from "./respond.ts";

/** What is needed of an event of AWS Lambda: of a function URL, API Gateway in either version, or a load balancer. */
export interface LambdaEvent {
  readonly httpMethod?: string | undefined;
  readonly path?: string | undefined;
  readonly rawPath?: string | undefined;
  readonly rawQueryString?: string | undefined;
  readonly requestContext?: { readonly http?: { readonly method?: string | undefined } | undefined } | object;
  readonly headers?: Readonly<Record<string, string | undefined>> | null | undefined;

  /** The first version of API Gateway has only the last of several values in `headers`. */
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[] | undefined>> | null | undefined;
  readonly body?: string | null | undefined;
  readonly isBase64Encoded?: boolean | undefined;
}

/** What a Lambda function returns to whatever called it over HTTP. */
export interface LambdaResult {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/**
 * Makes a function for AWS Lambda of a receiver: behind a function URL, API Gateway or a load balancer.
 *
 * @throws TypeError if `authKey` is empty
 * @example
 * export const handler = toLambdaHandler(receiveScaleCallback, { authKey, onCallback });
 */
export const toLambdaHandler = <Options extends AdapterOptions>(
  receive: Receive<Options>,
  options: NoInfer<Options>,
): ((event: LambdaEvent) => Promise<LambdaResult>) => {
  const respond = createRespond<LambdaEvent, Options>(receive, options, fromLambdaEvent);
  return async (event) => {
    const response = await respond(event);
    return {
      statusCode: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  };
};

const fromLambdaEvent = (event: LambdaEvent): CallbackRequest => {
  const { httpMethod, path, rawPath, rawQueryString, requestContext = {}, body } = event;
  const { http } = requestContext as { readonly http?: { readonly method?: string } };
  const headers: CallbackHeaders = event.multiValueHeaders ?? event.headers ?? {};
  return {
    method: http?.method ?? httpMethod ?? "GET",
    url: `${rawPath ?? path ?? "/"}${rawQueryString ? `?${rawQueryString}` : ""}`,
    headers,
    parsedBody: event.isBase64Encoded ? fromBase64(body ?? "") : (body ?? ""),
  };
};

const fromBase64 = (text: string): Uint8Array => {
  try {
    return Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0));
  } catch (cause) {
    throw new CallbackError("malformed", "The body is not valid base64.", { cause });
  }
};
