/** Makes an element with properties and children; properties with a dash are attributes. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Readonly<Record<string, unknown>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes("-")) made.setAttribute(key, String(value));
    else Object.assign(made, { [key]: value });
  }
  made.append(...children);
  return made;
}

/** A button that does something when it is pressed, and cannot be pressed again until that is done. */
export function button(text: string, act: () => unknown, className = "small-button"): HTMLButtonElement {
  const made = element("button", { type: "button", className, textContent: text });
  made.addEventListener("click", () => {
    made.disabled = true;
    void Promise.resolve(act()).finally(() => {
      made.disabled = false;
    });
  });
  return made;
}

/** A choice among several values. */
export function choice(
  label: string,
  options: Readonly<Record<string, string>>,
  value: string,
  choose: (value: string) => void,
): HTMLLabelElement {
  const select = element(
    "select",
    {},
    ...Object.entries(options).map(([key, text]) => element("option", { value: key, textContent: text })),
  );
  select.value = value;
  select.addEventListener("change", () => choose(select.value));
  return element("label", { className: "choice" }, `${label} `, select);
}
