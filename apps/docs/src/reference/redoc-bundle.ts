import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { redoclyFolder } from "@task-contracts/openapi-model/redocly";

/** Redoc loads its logo from a server of its makers. An empty image takes its place; our style sheet names Redoc. */
const foreignLogo = /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(?:-full)?\.svg/g;
const emptyImage = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E";

/** The colours of the tokens of highlighted code, which Redoc writes into `style` attributes. */
const tokenColor = /:`(--code-block-tokens-[a-z-]+-color)`/g;

/** The script of Redoc, which all references share. */
export interface RedocBundle {
  /** The script without what it would load from elsewhere. */
  readonly script: string;

  /** The `style` attributes of the markup that it writes as text. */
  readonly styles: readonly string[];
}

/** Reads the script of Redoc out of Redocly CLI. */
export async function redocBundle(): Promise<RedocBundle> {
  const script = await readFile(join(redoclyFolder, "lib/chunks/redoc.standalone.js"), "utf8");
  if (!foreignLogo.test(script)) throw new Error("Redoc's logo has moved. Look where it comes from now.");
  const colors = new Set(Array.from(script.matchAll(tokenColor), ([, name = ""]) => name));
  return {
    script: script.replaceAll(foreignLogo, emptyImage),
    styles: Array.from(colors, (name) => `color: var(${name})`),
  };
}
