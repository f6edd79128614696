/** Lets a button open the links of the header where there is no room for them. */
export function addMenu(): void {
  const button = document.querySelector(".menu-button");
  const menu = document.querySelector(".site-nav");
  if (button === null || menu === null) return;
  const toggle = (isOpen: boolean): void => {
    menu.classList.toggle("open", isOpen);
    button.setAttribute("aria-expanded", String(isOpen));
  };
  button.addEventListener("click", () => toggle(!menu.classList.contains("open")));
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") toggle(false);
  });
}
