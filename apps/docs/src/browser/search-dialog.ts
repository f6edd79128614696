import type { SearchEntry } from "../search/search-entry.ts";

type Find = (text: string) => readonly SearchEntry[];

/** Lets the button in the header, and Ctrl+K or a slash, open the search of the whole site. */
export function addSearch(): void {
  document.querySelector("[data-search]")?.addEventListener("click", () => void open());
  // In references these keys belong to the search of Redoc, which knows every property.
  if (document.querySelector("#redoc") !== null) return;
  document.addEventListener("keydown", (event) => {
    const isShortcut = event.key === "k" && (event.ctrlKey || event.metaKey);
    if (!isShortcut && (event.key !== "/" || event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    void open();
  });
}

const hint = "Operations, callbacks, properties, guides.";

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

  // Loaded when it is first needed, since most visits need no search.
  const finder = import("./find.ts").then(({ createFind }) => createFind(rootUrl()));
  input.addEventListener("input", () => void finder.then((find) => show(find, input.value, status, results)));
  element.addEventListener("keydown", (event) => moveFocus(event, element));
  element.addEventListener("click", (event) => {
    // Links within the page would leave the dialog open; a click beside the dialog is one on its backdrop.
    if (event.target === element || (event.target as Element).closest("a") !== null) element.close();
  });
  return element;
}

function show(find: Find, text: string, status: HTMLElement, results: HTMLElement): void {
  const entries = text.trim() === "" ? [] : find(text);
  status.textContent = summary(text, entries.length);
  results.replaceChildren(
    ...entries.map((entry) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      const details = document.createElement("small");
      link.href = rootUrl() + entry.url;
      link.textContent = entry.title;
      details.textContent = `${entry.place}: ${entry.text}`;
      link.append(details);
      item.append(link);
      return item;
    }),
  );
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
