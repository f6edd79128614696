import { effect, signal } from "@preact/signals";

export type Theme = "dark" | "light" | "system";

const place = "task-mock-theme";
const kept = localStorage.getItem(place);

/** The colours: those of the system, unless the user chose others. */
export const theme = signal<Theme>(kept === "dark" || kept === "light" ? kept : "system");

effect(() => {
  const { classList } = document.documentElement;
  classList.toggle("dark", theme.value === "dark");
  classList.toggle("light", theme.value === "light");
  if (theme.value === "system") localStorage.removeItem(place);
  else localStorage.setItem(place, theme.value);
});

const next = { system: "light", light: "dark", dark: "system" } as const;

export const switchTheme = (): void => {
  theme.value = next[theme.value];
};
