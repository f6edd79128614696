import type { SearchResult } from "../search/find.ts";
import type { LoadedSearch } from "./load-find.ts";

/** Lets the field in the header, and Ctrl+K or a slash, open the search of the whole site, also on pages of Redoc. */
export function addSearch(): void {
  document.querySelector("[data-search]")?.addEventListener("click", () => void open());
  // Redoc listens for the same keys, with a search that knows only its own page.
  document.addEventListener("keydown", openByKey, { capture: true });
}

function openByKey(event: KeyboardEvent): void {
  const isShortcut = event.key === "k" && (event.ctrlKey || event.metaKey);
  if (!isShortcut && (event.key !== "/" || isEditable(event.target))) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  void open();
}

const isEditable = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;

const hint = "Guides, operations, callbacks, properties and their values.";

let dialog: HTMLDialogElement | undefined;

async function open(): Promise<void> {
  dialog ??= createDialog();
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("input")?.select();
}

function createDialog(): HTMLDialogElement {
  const element = document.createElement("dialog");
  element.className = "search";
  element.setAttribute("aria-label", "Search");
  const input = document.createElement("input");
  Object.assign(input, {
    type: "text",
    enterKeyHint: "go",
    placeholder: "Search all references and guides",
    autocomplete: "off",
  });
  input.setAttribute("aria-label", input.placeholder);
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  status.textContent = hint;
  const results = document.createElement("ul");
  element.append(input, status, results);
  document.body.append(element);

  void loadSearch().catch(() => undefined);
  input.addEventListener("input", () => void search(input, status, results));
  element.addEventListener("keydown", (event) => moveFocus(event, element));
  element.addEventListener("click", (event) => {
    // Links within the page would leave the dialog open; a click beside the dialog is one on its backdrop.
    if (event.target === element || (event.target as Element).closest("a") !== null) element.close();
  });
  return element;
}

let loading: Promise<LoadedSearch> | undefined;

/** Loads the search when it is first needed, since most visits need none, and again if that failed. */
function loadSearch(): Promise<LoadedSearch> {
  loading ??= import("./load-find.ts")
    .then(({ loadFind }) => loadFind(rootUrl()))
    .catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
  return loading;
}

async function search(input: HTMLInputElement, status: HTMLElement, results: HTMLElement): Promise<void> {
  try {
    const loaded = await loadSearch();
    show(loaded, input.value, status, results);
  } catch {
    status.textContent = "The search could not be loaded. Check your connection, and type again to retry.";
    results.replaceChildren();
  }
}

function show(loaded: LoadedSearch, text: string, status: HTMLElement, results: HTMLElement): void {
  const found = text.trim() === "" ? [] : loaded.find(text);
  status.textContent = summary(text, found.length);
  results.replaceChildren(...found.map((result) => resultItem(loaded, result)));
}

function resultItem({ highlighted }: LoadedSearch, { entry, terms }: SearchResult): HTMLElement {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const details = document.createElement("small");
  link.href = rootUrl() + entry.url;
  const title = document.createElement(entry.kind === "property" ? "code" : "span");
  title.append(...highlighted(entry.title, terms));
  details.append(`${entry.place}: `, ...highlighted(entry.text, terms, true));
  link.append(title, details);
  item.append(link);
  return item;
}

function summary(text: string, count: number): string {
  if (text.trim() === "") return hint;
  if (count === 0) return "Nothing found.";
  return count === 1 ? "1 result" : `${count} results`;
}

/** The arrow keys go through the field and the results; Enter opens the first result, or the one in focus. */
function moveFocus(event: KeyboardEvent, element: HTMLElement): void {
  const stops = [...element.querySelectorAll<HTMLElement>("input, a")];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  if (event.key === "Enter" && at === 0) stops[1]?.click();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  stops[Math.min(Math.max(at + step, 0), stops.length - 1)]?.focus();
}

const rootUrl = (): string => document.body.dataset["root"] || "./";
