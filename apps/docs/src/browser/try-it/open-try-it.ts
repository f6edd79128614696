import type { Offer, OfferedParameter } from "../../try-it/offer.ts";
import {
  type Attempt,
  attemptIn,
  curlOf,
  firstAttempt,
  hashOf,
  keys,
  type Mode,
  type Receiver,
  requestOf,
} from "./attempt.ts";
import { button, choice, element } from "./element.ts";
import { prepare } from "./prerequisites.ts";
import { type Session, startSession } from "./session.ts";
import { pretty, Timeline } from "./timeline.ts";

/** Responses are shown up to here, in characters. A stream has no end. */
const MOST_SHOWN = 100_000;

/** How long a stream is read before what it brought is shown, in milliseconds. */
const STREAM_TIME = 1000;

/** Shows the request of a page with the mock that it goes to. */
export async function openTryIt(panel: HTMLElement, root: string): Promise<void> {
  const offer = JSON.parse(panel.dataset["offer"] ?? "{}") as Offer;
  const first = firstAttempt(offer);
  const shared = attemptIn(location.hash, first);
  const timeline = new Timeline();
  const session = await startSession(
    root,
    offer.apis,
    (mode, event) => void timeline.add(session, mode, event),
  );
  const prepared = await prepare(session, offer);
  const view = new TryItView(offer, session, timeline, {
    ...(shared ?? first),
    mode: shared?.mode ?? prepared.mode,
    values: { ...first.values, ...shared?.values, ...prepared.values },
  });
  panel.replaceChildren(element("h2", { id: "try-it", textContent: "Try it" }), view.element);
  await view.showClock();
}

const receivers: Readonly<Record<Receiver, string>> = {
  "200": "200",
  "500": "500",
  none: "never",
};

/** The faults that can be injected, by what they do. */
const faults = {
  "429": { target: "request", status: 429, retryAfter: 1 },
  "503": { target: "request", status: 503 },
  drop: { target: "request", drop: true },
  loseResponse: { target: "request", loseResponse: true },
  duplicate: { target: "delivery", kind: "duplicate" },
  "wrong-auth": { target: "delivery", kind: "wrong-auth" },
} as const;

const faultNames: Readonly<Record<string, string>> = {
  "": "no fault",
  "429": "next request: 429",
  "503": "next request: 503",
  drop: "next request: dropped",
  loseResponse: "next response: lost",
  duplicate: "next callback: twice",
  "wrong-auth": "next callback: wrong key",
};

class TryItView {
  readonly element: HTMLElement;
  readonly #offer: Offer;
  readonly #session: Session;
  readonly #timeline: Timeline;
  readonly #body: HTMLTextAreaElement;
  readonly #clock = element("output", { className: "clock" });
  readonly #freeze: HTMLButtonElement;
  readonly #result = element("div", { className: "result", "aria-live": "polite" });
  #attempt: Attempt;

  constructor(offer: Offer, session: Session, timeline: Timeline, attempt: Attempt) {
    this.#offer = offer;
    this.#session = session;
    this.#timeline = timeline;
    this.#attempt = attempt;
    session.receiver = attempt.receiver;
    this.#body = element("textarea", {
      rows: 10,
      spellcheck: false,
      value: attempt.body,
      "aria-label": "Request body",
    });
    this.#freeze = button("Freeze", () => this.#toggleClock());
    this.element = element("div", { className: "try-it-view" }, ...this.#parts());
  }

  *#parts(): Iterable<HTMLElement> {
    const { bodies, key, parameters } = this.#offer;
    if (key !== undefined || parameters.some(({ name }) => name === "account")) yield this.#modes();
    yield* this.#inputs(parameters);
    if (bodies.length > 0) yield this.#body;
    yield element(
      "p",
      { className: "buttons" },
      button("Send", () => this.#send(), "button primary"),
      button("Copy link", () =>
        this.#copy(new URL(hashOf(this.#current()), location.href).href, "Link copied."),
      ),
      button("Copy as cURL for your local mock", () =>
        this.#copy(curlOf(this.#offer, this.#current()), "Command copied."),
      ),
    );
    yield this.#result;
    yield element(
      "div",
      { className: "controls" },
      choice("Receiver responds", receivers, this.#attempt.receiver, (value) =>
        this.#setReceiver(value as Receiver),
      ),
      choice("Inject a fault", faultNames, "", (value) => void this.#inject(value as keyof typeof faults)),
    );
    yield element(
      "p",
      { className: "buttons" },
      this.#clock,
      this.#freeze,
      button("+1 h", () => this.#advance(1)),
      button("+24 h", () => this.#advance(24)),
    );
    yield this.#timeline.element;
    yield this.#timeline.payloads;
  }

  #modes(): HTMLElement {
    return choice(
      "Key",
      { test: "test key: completed at once", live: "live key: completed in time" },
      this.#attempt.mode,
      (value) => {
        const mode = value as Mode;
        const account = this.#attempt.values["account"];
        this.#attempt = {
          ...this.#attempt,
          mode,
          ...(account !== undefined && { values: { ...this.#attempt.values, account: keys[mode] } }),
        };
        const input = this.element.querySelector<HTMLInputElement>('[name="account"]');
        if (input !== null) input.value = keys[mode];
        void this.showClock();
      },
    );
  }

  *#inputs(parameters: readonly OfferedParameter[]): Iterable<HTMLElement> {
    yield* parameters.filter(({ isShown }) => isShown).map((parameter) => this.#input(parameter));
    const others = parameters.filter(({ isShown }) => !isShown);
    if (others.length === 0) return;
    yield element(
      "details",
      { className: "nested" },
      element("summary", {
        textContent: others.length === 1 ? "1 more parameter" : `${others.length} more parameters`,
      }),
      ...others.map((parameter) => this.#input(parameter)),
    );
  }

  #input({ example, name }: OfferedParameter): HTMLElement {
    const input = element("input", { name, value: this.#attempt.values[name] ?? "", placeholder: example });
    input.addEventListener("input", () => {
      this.#attempt = { ...this.#attempt, values: { ...this.#attempt.values, [name]: input.value } };
    });
    return element("label", { className: "field" }, element("code", { textContent: name }), input);
  }

  #current(): Attempt {
    return { ...this.#attempt, body: this.#body.value };
  }

  #setReceiver(receiver: Receiver): void {
    this.#attempt = { ...this.#attempt, receiver };
    this.#session.receiver = receiver;
  }

  get #account(): ReturnType<Session["account"]> {
    return this.#session.account(this.#attempt.mode);
  }

  async #send(): Promise<void> {
    const request = requestOf(this.#offer, this.#current());
    const start = performance.now();
    try {
      const response = await this.#session.fetch(request);
      const text = await textOf(response);
      const time = Math.max(1, Math.round(performance.now() - start));
      this.#show(`${response.status} in ${time} ms`, pretty(text), response.ok);
    } catch (error) {
      this.#show("no response", error instanceof Error ? error.message : String(error), false);
    }
    await this.showClock();
  }

  #show(title: string, text: string, isGood: boolean): void {
    this.#result.replaceChildren(
      element("p", { className: isGood ? "check" : "check bad", textContent: `Response: ${title}` }),
      ...(text === ""
        ? []
        : [element("pre", { className: "small", tabIndex: 0 }, element("code", { textContent: text }))]),
    );
  }

  async #copy(text: string, confirmation: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.#show(confirmation, "", true);
    } catch {
      this.#show("the browser does not allow to copy. Here it is:", text, true);
    }
  }

  async #inject(name: keyof typeof faults | ""): Promise<void> {
    await this.#account.clearFaults();
    if (name === "") return;
    await this.#account.addFault(faults[name]);
  }

  async #advance(hours: number): Promise<void> {
    await this.#account.clock.advance({ hours });
    await this.showClock();
  }

  async #toggleClock(): Promise<void> {
    const { frozen } = await this.#account.clock.now();
    await (frozen ? this.#account.clock.resume() : this.#account.clock.freeze());
    await this.showClock();
  }

  /** Shows what time it is for the account. */
  async showClock(): Promise<void> {
    const { frozen, now } = await this.#account.clock.now();
    this.#clock.textContent = `${now.slice(0, 16).replace("T", " ")} UTC${frozen ? ", frozen" : ""}`;
    this.#freeze.textContent = frozen ? "Resume" : "Freeze";
  }
}

/** The body of a response. Of a stream, what it brings in a second. */
async function textOf(response: Response): Promise<string> {
  if (response.headers.get("content-type")?.startsWith("text/event-stream") !== true) {
    return (await response.text()).slice(0, MOST_SHOWN);
  }
  let text = "The stream is open; events follow as they happen.\n";
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const end = setTimeout(() => void reader?.cancel(), STREAM_TIME);
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) text += part.value;
  clearTimeout(end);
  return text.slice(0, MOST_SHOWN);
}
