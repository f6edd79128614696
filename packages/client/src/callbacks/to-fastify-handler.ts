import { type AdapterOptions, createRespond, type Receive, reportUnsent } from "./respond.ts";
import { closing, fromNodeRequest, type NodeRequest } from "./to-node-handler.ts";

/** What is needed of a request of Fastify. */
export interface FastifyRequest {
  readonly raw: NodeRequest;
  readonly body?: unknown;
}

/** What is needed of a reply of Fastify. */
export interface FastifyReply {
  readonly sent: boolean;
  readonly code: (status: number) => unknown;
  readonly header: (name: string, value: string) => unknown;
  readonly send: (body?: string) => unknown;
}

/**
 * Makes a handler for Fastify of a receiver. Fastify parses JSON before it calls a handler, and takes forms once
 * `@fastify/formbody` is registered. Both will do.
 *
 * @throws TypeError if `authKey` is empty
 * @example
 * fastify.post("/callbacks", { bodyLimit: 4_194_304 }, toFastifyHandler(receiveScaleCallback, { authKey, onCallback }));
 */
export const toFastifyHandler = <Options extends AdapterOptions>(
  receive: Receive<Options>,
  options: NoInfer<Options>,
): ((request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) => {
  const respond = createRespond<FastifyRequest, Options>(receive, options, ({ raw, body }) => ({
    ...fromNodeRequest(raw),
    parsedBody: raw.readableDidRead ? body : undefined,
  }));
  return async (request, reply) => {
    const response = await respond(request);
    try {
      const body = await response.text();
      if (reply.sent) return reply;
      reply.code(response.status);
      for (const [name, value] of [...response.headers, ...closing(request.raw)]) reply.header(name, value);
      reply.send(body || undefined);
    } catch (error) {
      reportUnsent(options, error);
    }
    return reply;
  };
};
