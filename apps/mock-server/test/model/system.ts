import { agree } from "./agree.ts";
import { type LogEvent, type MockServer, startMockServer } from "../../src/index.ts";
import { encodeForm } from "../support/encode-form.ts";
import type { LoggedDelivery } from "./observed.ts";
import { ScriptedReceiver } from "./scripted-receiver.ts";
import type { Json } from "./state.ts";

/** An answer, read. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

export interface Sending {
  readonly json?: unknown;
  readonly form?: object;
}

/** What is tested: a server that can be restarted, and a receiver of its callbacks. */
export class System {
  readonly receiver: ScriptedReceiver;
  readonly #store: string;
  readonly #defects: LogEvent[] = [];
  #mock: MockServer | undefined;

  private constructor(receiver: ScriptedReceiver, store: string) {
    this.receiver = receiver;
    this.#store = store;
  }

  static async start(store: string): Promise<System> {
    const system = new System(await ScriptedReceiver.start(), store);
    await system.#startServer();
    return system;
  }

  get mock(): MockServer {
    if (!this.#mock) throw new Error("The server does not run.");
    return this.#mock;
  }

  /** Closes the server, and starts it again on the same store. */
  async restart(): Promise<void> {
    await this.mock.close();
    await this.#startServer();
  }

  async close(): Promise<void> {
    await this.mock.close();
    await this.receiver.close();
    agree("the server has defects", this.#defects, []);
  }

  /** Sends a request to one of the mocked APIs, as `GET /scale-v1/tasks`. */
  async send(key: string, line: string, sending: Sending = {}): Promise<Reply> {
    const query = line.includes("/dataflowkit-v1/") ? `?api_key=${key}` : "";
    return this.#fetch(line + query, sending, { authorization: `Basic ${btoa(`${key}:`)}` });
  }

  /** Sends a request to the control API, as `POST /reset`, for one account or `*`. */
  async control(line: string, account?: string, json?: unknown): Promise<Reply> {
    const path = line.replace(" /", " /_mock/");
    const query = account === undefined ? "" : `${path.includes("?") ? "&" : "?"}account=${account}`;
    return this.#fetch(path + query, { json });
  }

  /** The log of an account, the oldest first. */
  async log(account: string): Promise<LoggedDelivery[]> {
    const { body } = await this.control("GET /deliveries?limit=10000", account);
    return body as unknown as LoggedDelivery[];
  }

  /** Waits until nothing is being done for an account any more: an advance by no time, which includes what is due now. Returns the clock. */
  async rest(account: string): Promise<Json> {
    const { body } = await this.control("POST /clock/advance", account, { milliseconds: 0 });
    const { now, frozen } = body;
    return { now, frozen };
  }

  async #startServer(): Promise<void> {
    const log = (event: LogEvent): void => {
      if (event.event === "defect") this.#defects.push(event);
    };
    this.#mock = await startMockServer({ store: this.#store, log });
  }

  async #fetch(line: string, { json, form }: Sending, headers: Record<string, string> = {}): Promise<Reply> {
    const [method = "", path = ""] = line.split(" ");
    const body = json === undefined ? form && encodeForm(form) : JSON.stringify(json);
    const mediaType = json === undefined ? "application/x-www-form-urlencoded" : "application/json";
    const response = await fetch(this.mock.url() + path, {
      method,
      headers: { ...headers, ...(body !== undefined && { "content-type": mediaType }) },
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json");
    agree(`${line} was answered with ${text}`, ownErrors(response.headers), []);
    const { status } = response;
    return { status, headers: response.headers, body: (isJson ? JSON.parse(text) : { text }) as Json };
  }
}

/** Ways in which an answer departs from the contract. */
const ownErrors = (headers: Headers): unknown[] => {
  const all = JSON.parse(headers.get("sl-violations") ?? "[]") as { location: string[]; severity: string }[];
  return all.filter(({ location, severity }) => location[0] === "response" && severity === "Error");
};
