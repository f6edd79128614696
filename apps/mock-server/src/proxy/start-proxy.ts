import type { IncomingMessage, ServerResponse } from "node:http";
import type { ApiId } from "@task-contracts/mock/apis/api-ids";
import { contracts } from "@task-contracts/mock/apis/contracts";
import { howToRaise, type Limits, resolveLimits } from "@task-contracts/mock/limits";
import { containLog } from "../log/contain-log.ts";
import type { Log } from "../log/log-event.ts";
import type { Pipeline } from "@task-contracts/mock/pipeline/create-pipeline";
import { taskIdOf } from "@task-contracts/mock/pipeline/task-id-of";
import type { PipelineResult } from "@task-contracts/mock/pipeline/pipeline-result";
import type { Response } from "@task-contracts/mock/pipeline/prism";
import { createAccessPolicy } from "../server/access-policy.ts";
import type { HttpDispatch } from "../server/dispatch.ts";
import { createHandler } from "../server/create-handler.ts";
import { refuseAsJson } from "@task-contracts/mock/pipeline/json-response";
import { limitConnections } from "../server/limit-connections.ts";
import { listen, stopListening } from "../server/listen.ts";
import { findMount, mountsOf } from "@task-contracts/mock/pipeline/mounts";
import { openServer } from "../server/open-server.ts";
import { parseQuery } from "@task-contracts/mock/parsing/parse-query";
import { keysInPath, shownPath } from "@task-contracts/mock/pipeline/shown-path";
import { proxyTimeLimits } from "../server/time-limits.ts";
import { createProxyPipeline } from "./create-proxy-pipeline.ts";
import { type Summary, Tally } from "./tally.ts";
import { toProxyRequest } from "./to-proxy-request.ts";

/** The address of a proxy, and the service behind it. */
export interface ProxyOptions {
  readonly api: ApiId;
  /** The base URL of the real service: the prefix of the contract's paths. */
  readonly upstream: URL;
  readonly port: number;
  readonly host: string;
  readonly allowHosts?: readonly string[];
  readonly allowOrigins?: readonly string[];
  readonly limits?: Partial<Limits>;
  readonly log: Log;
}

/** A proxy that runs in this process. */
export interface Proxy {
  /** The base URLs of the API. */
  readonly urls: readonly string[];
  readonly summary: () => Summary;
  readonly close: () => Promise<void>;
}

/**
 * Starts a proxy that checks a real service, and its clients, against the contract.
 *
 * @throws {MockError} If it cannot listen, or a limit is unknown.
 * @example
 * const proxy = await startProxy({ api: "scale-v1", upstream, port: 0, host: "127.0.0.1", log });
 * proxy.summary().violations;
 */
export const startProxy = async (options: ProxyOptions): Promise<Proxy> => {
  const { api, upstream, port, host } = options;
  const log = containLog(options.log);
  const limits = resolveLimits("proxy", options.limits);
  const tally = new Tally(limits.violationKinds);
  const pipeline = await createProxyPipeline(contracts[api], upstream, limits);
  const handle = createHandler(createDispatch(api, pipeline, limits), {
    access: createAccessPolicy(options),
    log,
    // Once a response was passed on to its end.
    remember: (answer) => {
      if (answer.api) tally.add(answer);
    },
    isAccount,
    limits,
  });
  const running = new Set<Promise<void>>();
  const server = openServer(proxyTimeLimits, (request, response) => {
    const handling = handle(request, response).finally(() => running.delete(handling));
    running.add(handling);
  });
  limitConnections(server, (message) => log({ event: "defect", time: new Date().toISOString(), message }));
  const { origin } = await listen(server, port, host);
  return {
    urls: mountsOf(api, { defaultApi: api }).map((path) => origin + path),
    summary: () => tally.summary(),
    close: async () => {
      await stopListening(server);
      // A response that was cut off counts, too.
      await Promise.all(running);
    },
  };
};

/** A proxy has no accounts. */
const isAccount = (): boolean => false;

/** Aborts when the client closes the connection before it has the whole response. */
const leaving = (response: ServerResponse): AbortSignal => {
  const controller = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
};

const createDispatch =
  (api: ApiId, pipeline: Pick<Pipeline, "answer">, limits: Limits): HttpDispatch =>
  async (request: IncomingMessage, response, path, search) => {
    const mount = findMount(path, { apis: new Set([api]), controlApi: "", defaultApi: api });
    if (mount?.apiId !== api) {
      const { query } = parseQuery(search);
      const shown = shownPath(path, keysInPath(path, { headers: request.headers, query, isAccount }));
      const served = mountsOf(api, { defaultApi: api }).join(" and ");
      return plain(
        refuseAsJson({
          status: 404,
          message: `There is nothing at ${shown}. This proxy serves ${api}, at ${served}.`,
        }),
      );
    }
    const arrived = { request, path: mount.path, search, clientLeft: leaving(response) };
    const input = await toProxyRequest(arrived, limits);
    if (!input)
      return plain(
        refuseAsJson({
          status: 413,
          message: `The body is larger than ${limits.proxyBodyBytes} bytes. Send it to the service itself. Or ${howToRaise("proxyBodyBytes", limits)}`,
        }),
      );
    const answer = await pipeline.answer(input);
    return { ...answer, api, taskId: taskIdOf(answer) };
  };

const plain = (response: Response): PipelineResult => ({ response, violations: [], defects: [] });
