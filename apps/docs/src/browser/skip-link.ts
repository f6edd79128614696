/** Lets the first link of a page lead to its text. In references the address belongs to Redoc, so it must not change. */
export function addSkipLink(): void {
  const content = document.querySelector<HTMLElement>("#content");
  document.querySelector(".skip")?.addEventListener("click", (event) => {
    if (content === null) return;
    event.preventDefault();
    content.tabIndex = -1;
    content.focus();
    content.scrollIntoView();
  });
}
