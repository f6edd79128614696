import { addCopyButtons } from "./copy.ts";
import { addMenu } from "./menu.ts";
import { addSearch } from "./search-dialog.ts";
import { addSkipLink } from "./skip-link.ts";
import { addThemeSwitch } from "./theme.ts";

addThemeSwitch();
addSkipLink();
addMenu();
addCopyButtons();
addSearch();
