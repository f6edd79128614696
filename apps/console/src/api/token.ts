import { signal } from "@preact/signals";

const place = "task-mock-token";

/** Whether a text can be sent as a token: headers have no other characters. */
export const isToken = (text: string): boolean => /^[\x21-\x7e]+$/.test(text);

const stored = (): string => {
  const text = sessionStorage.getItem(place) ?? "";
  return isToken(text) ? text : "";
};

/** The token of the control API. Empty on loopback, where none is needed. It is kept as long as the tab. */
export const token = signal(stored());

/** Whether the server refused the token, or wants one. */
export const needsToken = signal(false);

export const askForToken = (): void => {
  needsToken.value = true;
};

/** Keeps a token that the server accepted. */
export const setToken = (value: string): void => {
  sessionStorage.setItem(place, value);
  token.value = value;
  needsToken.value = false;
};
