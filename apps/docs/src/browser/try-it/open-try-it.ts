import type { Offer, OfferedParameter } from "../../try-it/offer.ts";
import {
  type Attempt,
  attemptIn,
  exchangeGenerated,
  firstAttempt,
  hashOf,
  type Mode,
  type Receiver,
  requestOf,
} from "./attempt.ts";
import { curlOf } from "./curl.ts";
import { button, choice, element } from "./element.ts";
import { prepare, preferredMode } from "./prerequisites.ts";
import { type Session, startSession } from "./session.ts";
import { pretty, Timeline } from "./timeline.ts";

/** Responses are shown up to here, in characters. A stream has no end. */
const MOST_SHOWN = 100_000;

/** How long a stream is read before what it brought is shown, in milliseconds. */
const STREAM_TIME = 1000;

/** Shows the request of a page with the mock that it goes to. */
export async function openTryIt(panel: HTMLElement, root: string): Promise<void> {
  const offer = JSON.parse(panel.dataset["offer"] ?? "{}") as Offer;
  const timeline = new Timeline();
  const session = await startSession(
    root,
    offer.apis,
    (mode, event) => void timeline.add(session, mode, event),
  );
  try {
    const view = new TryItView(offer, session, timeline, await startOf(session, offer));
    await view.showClock();
    panel.replaceChildren(element("h2", { id: "try-it", textContent: "Try it" }), view.element);
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** What the reader begins with: the request of the page, or of the link, and the values that were generated for it. */
interface Start {
  readonly attempt: Attempt;
  readonly generated: Attempt["values"];
}

async function startOf(session: Session, offer: Offer): Promise<Start> {
  const first = { ...firstAttempt(offer), mode: preferredMode(offer) };
  const mode = attemptIn(location.hash, first)?.mode ?? first.mode;
  const generated = await prepare(session, offer, mode);
  const prepared = { ...first, mode, values: { ...first.values, ...generated } };
  return { attempt: attemptIn(location.hash, prepared) ?? prepared, generated };
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

const faultNames: Readonly<Record<keyof typeof faults, string>> = {
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
  /** What was generated, by the key that it belongs to. */
  readonly #generated = new Map<Mode, Attempt["values"]>();
  #fault: keyof typeof faults = "429";
  /** The faults that were injected here. */
  #injected: string[] = [];
  #attempt: Attempt;

  constructor(offer: Offer, session: Session, timeline: Timeline, { attempt, generated }: Start) {
    this.#offer = offer;
    this.#session = session;
    this.#timeline = timeline;
    this.#attempt = attempt;
    this.#generated.set(attempt.mode, generated);
    session.receiver = attempt.receiver;
    this.#body = element("textarea", {
      rows: 10,
      spellcheck: false,
      value: attempt.body,
      "aria-label": "Request body",
    });
    this.#freeze = this.#button("Freeze", () => this.#toggleClock());
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
      this.#button("Send", () => this.#send(), "button primary"),
      this.#button("Copy link", () =>
        this.#copy(new URL(hashOf(this.#current(), this.#ownValues), location.href).href, "Link copied."),
      ),
      this.#button("Copy as cURL for your local mock", () =>
        this.#copy(curlOf(this.#offer, this.#current(), this.#ownValues), "Command copied."),
      ),
    );
    yield this.#result;
    yield element(
      "div",
      { className: "controls" },
      choice("Receiver responds", receivers, this.#attempt.receiver, (value) =>
        this.#setReceiver(value as Receiver),
      ),
      choice("Fault", faultNames, this.#fault, (value) => {
        this.#fault = value as keyof typeof faults;
      }),
      this.#button("Inject the fault", () => this.#inject()),
    );
    yield element(
      "p",
      { className: "buttons" },
      this.#clock,
      this.#freeze,
      this.#button("+1 h", () => this.#advance(1)),
      this.#button("+24 h", () => this.#advance(24)),
    );
    yield this.#timeline.element;
    yield this.#timeline.payloads;
  }

  /** A button whose failures are shown. */
  #button(text: string, act: () => unknown, className?: string): HTMLButtonElement {
    return button(text, () => this.#run(act), className);
  }

  async #run(act: () => unknown): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.#show("none. The mock reports:", error instanceof Error ? error.message : String(error), false);
    }
  }

  #modes(): HTMLElement {
    const label = choice(
      "Key",
      { test: "test key: completed at once", live: "live key: completed in time" },
      this.#attempt.mode,
      (value) => void this.#run(() => this.#setMode(label, value as Mode)),
    );
    return label;
  }

  get #ownValues(): Attempt["values"] {
    return this.#generated.get(this.#attempt.mode) ?? {};
  }

  /** Lets another account send the request. It has tasks of its own, and gets one that the operation can act on. */
  async #setMode(label: HTMLElement, mode: Mode): Promise<void> {
    const select = label.querySelector("select");
    if (select !== null) select.disabled = true;
    try {
      await this.#removeFaults();
      const after = this.#generated.get(mode) ?? (await prepare(this.#session, this.#offer, mode));
      const values = exchangeGenerated(this.#attempt.values, this.#ownValues, after);
      this.#generated.set(mode, after);
      this.#attempt = { ...this.#attempt, mode, values };
      for (const input of this.element.querySelectorAll("input")) input.value = values[input.name] ?? "";
      await this.showClock();
    } finally {
      if (select !== null) {
        select.disabled = false;
        select.value = this.#attempt.mode;
      }
    }
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

  #input({ example, examples, name }: OfferedParameter): HTMLElement {
    const input = element("input", {
      name,
      value: this.#attempt.values[name] ?? "",
      placeholder: example || (examples[0] ?? ""),
    });
    const list = element(
      "datalist",
      { id: `try-${name}` },
      ...examples.map((value) => element("option", { value })),
    );
    if (examples.length > 0) input.setAttribute("list", list.id);
    input.addEventListener("input", () => {
      this.#attempt = { ...this.#attempt, values: { ...this.#attempt.values, [name]: input.value } };
    });
    return element("label", { className: "field" }, element("code", { textContent: name }), input, list);
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

  async #inject(): Promise<void> {
    const { faultId } = await this.#account.addFault(faults[this.#fault]);
    this.#injected.push(faultId);
    this.#result.replaceChildren(
      element("p", { className: "check", textContent: `Fault injected: ${faultNames[this.#fault]}` }),
    );
  }

  /** Removes what was injected here and is not used up, and no other fault of the account. */
  async #removeFaults(): Promise<void> {
    const left = new Set((await this.#account.faults()).map(({ faultId }) => faultId));
    const own = this.#injected.filter((faultId) => left.has(faultId));
    this.#injected = [];
    for (const faultId of own) await this.#account.removeFault(faultId);
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
