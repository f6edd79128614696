/** Lets the button of a page start a mock in it. Nothing of that is loaded before. */
export function addTryIt(): void {
  const panel = document.querySelector<HTMLElement>(".try-it");
  const start = panel?.querySelector<HTMLButtonElement>("[data-try]");
  if (panel === null || start === null || start === undefined) return;
  const failure = document.createElement("p");
  failure.setAttribute("role", "alert");
  const open = async (): Promise<void> => {
    failure.remove();
    start.disabled = true;
    start.textContent = "Starting the mock …";
    try {
      const { openTryIt } = await import("./try-it/open-try-it.ts");
      await openTryIt(panel, document.body.dataset["root"] || "./");
    } catch (error) {
      start.disabled = false;
      start.textContent = "Try again";
      failure.textContent = `The mock could not be started: ${error instanceof Error ? error.message : String(error)}`;
      panel.append(failure);
    }
  };
  start.addEventListener("click", () => void open());
  // A shared link is an invitation to try it.
  if (location.hash.startsWith("#try=")) void open();
}
