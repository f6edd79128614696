import { useEffect, useRef } from "preact/hooks";

/** Keys, and what they do. */
export type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(?:TEXTAREA|SELECT)$/.test(target.tagName) ||
    (target instanceof HTMLInputElement && !/^(?:checkbox|radio|button)$/.test(target.type)));

/** What Enter activates by itself. */
const activated = "a, button, summary, select, input, textarea";

/** Whether a key already has a meaning where it was pressed. */
const isTaken = ({ key, target }: KeyboardEvent): boolean =>
  key === "Enter" && target instanceof Element && target.closest(activated) !== null;

/** Listens to keys while a screen is shown: not while the user types, and not with Ctrl, Alt or Meta. */
export const useKeys = (keys: Keys): void => {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
      if (isTyping(event.target) || isTaken(event) || document.querySelector("dialog[open]")) return;
      const handle = Object.hasOwn(latest.current, event.key) ? latest.current[event.key] : undefined;
      if (!handle) return;
      event.preventDefault();
      handle(event);
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
};
