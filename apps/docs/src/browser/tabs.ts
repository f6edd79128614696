/** Where the choices of groups are kept, such as the language of samples. */
const keyOf = (group: string): string => `task-contracts.${group}`;

/** Lets tabs show one panel at a time; those of a group change together, and their choice is remembered. */
export function addTabs(): void {
  for (const element of document.querySelectorAll<HTMLElement>(".tabs")) enhance(element);
  globalThis.addEventListener("hashchange", reveal);
  reveal();
}

function enhance(tabs: HTMLElement): void {
  const { group } = tabs.dataset;
  const choose = (key: string): void => {
    if (group === undefined) select(tabs, key);
    else selectInGroup(group, key);
  };
  select(tabs, rememberedOf(group) ?? keysOf(tabs)[0] ?? "");
  tabs.dataset["ready"] = "";
  const list = tabs.querySelector(":scope > .tab-list");
  list?.addEventListener("click", ({ target }) => {
    const key = (target as Element).closest<HTMLElement>("[role=tab]")?.dataset["tab"];
    if (key !== undefined) choose(key);
  });
  list?.addEventListener("change", ({ target }) => choose((target as HTMLSelectElement).value));
  list?.addEventListener("keydown", (event) => {
    const key = neighborOf(tabs, (event as KeyboardEvent).key);
    if (key === undefined) return;
    event.preventDefault();
    choose(key);
    list.querySelector<HTMLElement>("[aria-selected=true]")?.focus();
  });
  // The browser's own search opens what it finds.
  for (const panel of panelsOf(tabs)) {
    panel.addEventListener("beforematch", () => choose(panel.dataset["tab"] ?? ""));
  }
}

const panelsOf = (tabs: HTMLElement): HTMLElement[] =>
  Array.from(tabs.querySelectorAll<HTMLElement>(":scope > .tab-panel"));

const keysOf = (tabs: HTMLElement): string[] => panelsOf(tabs).map(({ dataset }) => dataset["tab"] ?? "");

function select(tabs: HTMLElement, wanted: string): void {
  const keys = keysOf(tabs);
  // A group may have members that lack what was chosen in another.
  const key = keys.includes(wanted) ? wanted : keys[0];
  for (const panel of panelsOf(tabs)) {
    if (panel.dataset["tab"] === key) panel.removeAttribute("hidden");
    else panel.setAttribute("hidden", "until-found");
  }
  for (const tab of tabs.querySelectorAll<HTMLElement>(":scope > .tab-list > [role=tab]")) {
    const isSelected = tab.dataset["tab"] === key;
    tab.setAttribute("aria-selected", String(isSelected));
    tab.tabIndex = isSelected ? 0 : -1;
  }
  const chooser = tabs.querySelector<HTMLSelectElement>(":scope > select");
  if (chooser !== null) chooser.value = key ?? "";
}

function selectInGroup(group: string, key: string): void {
  for (const tabs of document.querySelectorAll<HTMLElement>(`.tabs[data-group="${group}"]`)) {
    if (keysOf(tabs).includes(key)) select(tabs, key);
  }
  remember(keyOf(group), key);
}

const rememberedOf = (group: string | undefined): string | undefined =>
  group === undefined ? undefined : recall(keyOf(group));

/** The tab that an arrow key leads to; Home and End lead to the first and the last. */
function neighborOf(tabs: HTMLElement, pressed: string): string | undefined {
  const keys = keysOf(tabs);
  const current = tabs.querySelector<HTMLElement>(":scope > .tab-list > [aria-selected=true]")?.dataset[
    "tab"
  ];
  const at = keys.indexOf(current ?? "");
  if (at < 0) return undefined;
  const goals: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    Home: 0,
    End: -1,
  };
  const goal = goals[pressed];
  return goal === undefined ? undefined : keys.at(goal % keys.length);
}

/** Opens whatever hides the place that the address names. */
function reveal(): void {
  const place = document.querySelector<HTMLElement>(`[id="${CSS.escape(idIn(location.hash))}"]`);
  if (place === null || place.id === "") return;
  for (let element: HTMLElement | null = place; element !== null; element = element.parentElement) {
    if (element instanceof HTMLDetailsElement) element.open = true;
    const key = element.dataset["tab"];
    const tabs = element.parentElement;
    if (key !== undefined && element.classList.contains("tab-panel") && tabs !== null) select(tabs, key);
  }
  place.scrollIntoView();
}

/**
 * The id that an address names. Anyone can write an address: one that cannot be decoded names what it says.
 *
 * @example
 * idIn("#gr%C3%B6%C3%9Fe"); // "größe"
 */
export function idIn(hash: string): string {
  const text = hash.slice(1);
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Reads what was remembered. Browsers can be told to keep nothing. */
export function recall(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Remembers a choice, for as long as the browser keeps it. */
export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Then the choice lasts as long as the page.
  }
}
