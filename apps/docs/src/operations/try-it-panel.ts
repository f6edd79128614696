import { html, type Markup } from "../html.ts";
import type { Offer } from "../try-it/offer.ts";

/**
 * The place in which the mock of the page appears when the button is pressed. Without a script there is nothing to press.
 *
 * @param preview What is shown until then.
 */
export const tryItPanel = (offer: Offer, preview?: Markup): Markup =>
  html`<section class="try-it" aria-labelledby="try-it" data-offer="${JSON.stringify(offer)}">
    <h2 id="try-it">Try it</h2>
    <p class="needs">Sends the request to a mock that runs in this page. No account, no server.</p>
    ${preview}
    <button class="button primary" type="button" data-try>Try it</button>
  </section>`;
