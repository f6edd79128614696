import { computed, signal } from "@preact/signals";

/** The screens, in the order of the menu. */
export const screens = [
  "overview",
  "tasks",
  "callbacks",
  "requests",
  "clock",
  "faults",
  "settings",
  "snapshots",
  "contract",
] as const;

export type Screen = (typeof screens)[number];

/** What the page shows: a screen, perhaps an object of it, and conditions such as the account. */
export interface Route {
  readonly screen: Screen;
  readonly id?: string;
  readonly query: Readonly<Record<string, string>>;
}

/**
 * Reads the fragment of the URL, which names every screen and object.
 *
 * @example
 * parseRoute("#/tasks/5f2b8c1e?account=test_key"); // { screen: "tasks", id: "5f2b8c1e", query: { account: "test_key" } }
 */
export const parseRoute = (hash: string): Route => {
  const [path = "", search = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [name = "", id = ""] = path.split("/", 2);
  const screen = screens.find((each) => each === name) ?? "overview";
  return {
    screen,
    ...(id !== "" && { id: decoded(id) }),
    query: Object.fromEntries(new URLSearchParams(search)),
  };
};

/** Writes the fragment of a URL. Empty conditions are left out. */
export const formatRoute = ({ id, query, screen }: Route): string => {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== "")).toString();
  const path = id === undefined ? screen : `${screen}/${encodeURIComponent(id)}`;
  return `#/${path}${search === "" ? "" : `?${search}`}`;
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

export const route = signal<Route>(parseRoute(globalThis.location?.hash ?? ""));

/** The account that the page is about: an API key, or undefined for all. */
export const chosenAccount = computed((): string | undefined => route.value.query["account"]);

/** The link to a screen or an object, for the chosen account. */
export const hrefOf = (screen: Screen, id?: string, query: Readonly<Record<string, string>> = {}): string =>
  formatRoute({
    screen,
    ...(id !== undefined && { id }),
    query: { ...(chosenAccount.value !== undefined && { account: chosenAccount.value }), ...query },
  });

/** Changes the conditions of the screen, without an entry in the history of the browser. */
export const setQuery = (change: Readonly<Record<string, string>>): void => {
  const { query } = route.value;
  history.replaceState(undefined, "", formatRoute({ ...route.value, query: { ...query, ...change } }));
  route.value = parseRoute(location.hash);
};

export const go = (href: string): void => {
  location.hash = href;
};

/** Follows the fragment of the URL from now on. */
export const followRoute = (): void => {
  addEventListener("hashchange", () => {
    const { screen, id } = route.value;
    route.value = parseRoute(location.hash);
    const isOther = screen !== route.value.screen || id !== route.value.id;
    if (isOther) scrollTo(0, 0);
  });
};
