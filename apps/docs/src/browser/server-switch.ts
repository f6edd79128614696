import { recall, remember } from "./tabs.ts";

const KEY = "task-contracts.server";

/** Remembers whether samples are for the mock or for the service. The switch itself needs no script. */
export function addServerSwitch(): void {
  const choices = document.querySelectorAll<HTMLInputElement>('.server-switch input[name="server"]');
  for (const choice of choices) {
    if (choice.value === recall(KEY)) choice.checked = true;
    choice.addEventListener("change", () => remember(KEY, choice.value));
  }
}
