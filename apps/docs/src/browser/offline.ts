/** Keeps what was read readable without a network. Browsers without service workers, or told to have none, go without. */
export function keepOffline(): void {
  const root = document.body.dataset["root"] || "./";
  if (!("serviceWorker" in navigator)) return;
  globalThis.addEventListener("load", () => {
    void navigator.serviceWorker.register(`${root}sw.js`).catch(() => undefined);
  });
}
