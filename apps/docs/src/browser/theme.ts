/** Where Redoc keeps the choice, too. */
const KEY = "redoc.colorMode";

/** Lets the button in the header switch between light and dark, and remembers the choice. */
export function addThemeSwitch(): void {
  document.querySelector("[data-theme]")?.addEventListener("click", () => {
    // Redoc has a switch of its own, which is hidden. It changes the page as we would, and Redoc with it.
    const redocSwitch = document.querySelector<HTMLElement>('[data-testid="color-mode-switcher"]');
    if (redocSwitch === null) switchTheme();
    else redocSwitch.click();
  });
}

function switchTheme(): void {
  const { classList } = document.documentElement;
  const mode = classList.contains("dark") ? "light" : "dark";
  classList.remove("light", "dark");
  classList.add(mode);
  try {
    localStorage.setItem(KEY, mode);
  } catch {
    // Browsers can be told to keep nothing. Then the choice lasts as long as the page.
  }
}
