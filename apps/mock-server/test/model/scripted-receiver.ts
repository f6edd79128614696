import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { parseForm } from "@task-contracts/mock/parsing/parse-form";
import { Plan } from "./plan.ts";
import type { Json } from "./state.ts";

/** A callback as it arrived. */
export interface Received {
  readonly path: string;
  readonly mediaType: string | undefined;
  readonly authKey: string | undefined;
  readonly body: Json;
}

/** A receiver of callbacks, each path of which answers by a plan of its own. It serves attachments besides. */
export class ScriptedReceiver {
  readonly plans = new Map<string, Plan>();
  received: Received[] = [];
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  #onHang: () => void = () => undefined;

  static async start(): Promise<ScriptedReceiver> {
    const receiver = new ScriptedReceiver();
    receiver.#server.listen(0, "127.0.0.1");
    await once(receiver.#server, "listening");
    return receiver;
  }

  /** The URL of a path. */
  url(path: string): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${path}`;
  }

  /** Resolves when a request arrives that is not answered. Call it before. */
  nextHang(): Promise<void> {
    return new Promise((resolve) => {
      this.#onHang = resolve;
    });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? "";
    const file = /^\/files\/(\d+)\//.exec(path);
    if (request.method === "GET" && file) return void response.writeHead(Number(file[1])).end();
    const mediaType = request.headers["content-type"];
    const body = await text(request);
    this.received.push({
      path,
      mediaType,
      authKey: request.headers["scale-callback-auth"] as string | undefined,
      body: (mediaType === "application/json" ? JSON.parse(body) : parseForm(body).value) as Json,
    });
    this.#react(path, response);
  }

  #react(path: string, response: ServerResponse): void {
    const plan = this.plans.get(path) ?? new Plan();
    this.plans.set(path, plan);
    const reaction = plan.take();
    if (reaction === "hang") return this.#onHang();
    if (reaction === "hang-up") return void response.destroy();
    // Redirects are not followed: the model would not know what arrived there.
    response.writeHead(reaction, { location: this.url("/elsewhere") });
    response.end(reaction === 204 ? undefined : answerOf(reaction));
  }
}

/** What the receiver says with a status. */
export const answerOf = (status: number): string => (status === 204 ? "" : `This is ${status}.`);
