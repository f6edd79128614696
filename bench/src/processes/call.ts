import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";
import type { WireRequest } from "../load/wire-request.ts";

/** A complete response. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Of its own, so that no connection is left in a pool when its server ends. */
const agent = new Agent({ keepAlive: false });

/** Sends one request, and reads its response. There is no timeout: some responses take their time. */
export const call = (port: number, { method, path, headers, body }: WireRequest): Promise<WireResponse> =>
  new Promise((resolve, reject) => {
    request({ port, host: "127.0.0.1", agent, method, path, headers }, (response) => {
      text(response).then(
        (content) =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers as Record<string, string>,
            body: content,
          }),
        reject,
      );
    })
      .once("error", reject)
      .end(body);
  });
