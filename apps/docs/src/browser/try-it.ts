/** Lets the button of a page start a mock in it. Nothing of that is loaded before. */
export function addTryIt(): void {
  const panel = document.querySelector<HTMLElement>(".try-it");
  const start = panel?.querySelector<HTMLButtonElement>("[data-try]");
  if (panel === null || start === null || start === undefined) return;
  const open = async (): Promise<void> => {
    start.disabled = true;
    start.textContent = "Starting the mock …";
    try {
      const { openTryIt } = await import("./try-it/open-try-it.ts");
      await openTryIt(panel, document.body.dataset["root"] || "./");
    } catch (error) {
      start.disabled = false;
      start.textContent = "Try again";
      panel.append(
        `The mock could not be started: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  };
  start.addEventListener("click", () => void open());
  // A shared link is an invitation to try it.
  if (location.hash.startsWith("#try=")) void open();
}
