/** How long a button says what it did, in milliseconds. */
const CONFIRMATION = 1500;

/** Lets the buttons beside code copy it. */
export function addCopyButtons(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>(".copy")) {
    button.addEventListener("click", () => void copy(button));
  }
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const code = button.parentElement?.querySelector("code")?.textContent ?? "";
  try {
    await navigator.clipboard.writeText(code);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Not allowed";
  }
  setTimeout(() => {
    button.textContent = "Copy";
  }, CONFIRMATION);
}
