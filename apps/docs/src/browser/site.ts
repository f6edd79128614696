import { addCopyButtons } from "./copy.ts";
import { addMenu } from "./menu.ts";
import { addSearch } from "./search-dialog.ts";
import { addServerSwitch } from "./server-switch.ts";
import { addSkipLink } from "./skip-link.ts";
import { addTabs } from "./tabs.ts";
import { addTryIt } from "./try-it.ts";
import { addThemeSwitch } from "./theme.ts";

addThemeSwitch();
addSkipLink();
addMenu();
addTabs();
addServerSwitch();
addCopyButtons();
addSearch();
addTryIt();
