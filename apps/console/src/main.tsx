import { render } from "preact";
import { App } from "./app.tsx";
import { followEvents } from "./api/events.ts";
import { followRoute } from "./state/route.ts";
import "./state/theme.ts";

followRoute();
void followEvents();
const app = document.querySelector("#app");
if (app) render(<App />, app);
