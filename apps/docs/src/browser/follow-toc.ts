/** Marks in the table of contents which section is being read. */
export function followToc(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.toc a[href^="#"]')];
  const sections = links.flatMap((link) => document.getElementById(link.hash.slice(1)) ?? []);
  if (sections.length === 0) return;
  const update = (): void => {
    const passed = sections.filter((section) => section.getBoundingClientRect().top < innerHeight / 4);
    const current = passed.at(-1)?.id;
    for (const link of links) {
      if (link.hash === `#${current}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  document.addEventListener("scroll", () => requestAnimationFrame(update), { passive: true });
  update();
}
