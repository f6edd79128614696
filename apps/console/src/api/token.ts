import { signal } from "@preact/signals";

const place = "task-mock-token";

/** The token of the control API. Empty on loopback, where none is needed. It is kept as long as the tab. */
export const token = signal(sessionStorage.getItem(place) ?? "");

/** Whether the server refused the token, or wants one. */
export const needsToken = signal(false);

export const askForToken = (): void => {
  needsToken.value = true;
};

export const setToken = (value: string): void => {
  sessionStorage.setItem(place, value);
  token.value = value;
  needsToken.value = false;
};
