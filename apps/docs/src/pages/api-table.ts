import { preferredContent, resolve, type SecuritySchemeObject } from "@task-contracts/openapi-model";
import { html, type Markup } from "../html.ts";
import type { Api } from "../contract/load-api.ts";

/** What distinguishes the APIs, as far as the contracts say it. */
export function apiTable(apis: readonly Api[]): Markup {
  return html`<div class="table" tabindex="0" role="region" aria-label="The APIs side by side">
    <table>
      <thead>
        <tr>
          <th>API</th>
          <th>Server</th>
          <th>Authentication</th>
          <th>Results</th>
        </tr>
      </thead>
      <tbody>
        ${apis.map(
          (api) =>
            html`<tr>
              <td><a href="${api.id}/">${api.contract.info.title}</a></td>
              <td><code>${api.contract.servers[0]?.url}</code></td>
              <td>${authenticationOf(api)}</td>
              <td>${resultsOf(api)}</td>
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

function authenticationOf({ contract }: Api): Markup {
  const [first = {}] = Object.values(contract.components.securitySchemes ?? {});
  const scheme = resolve<Partial<SecuritySchemeObject>>(contract, first);
  if (scheme.in === "query") return html`query parameter <code>${scheme.name}</code>`;
  if (scheme.scheme === "basic") return html`user name of HTTP Basic authentication`;
  return html`bearer token; on loopback none is needed`;
}

function resultsOf({ operations }: Api): string {
  const callbacks = operations.flatMap((operation) => operation.callbacks);
  const types = new Set(
    callbacks.map(({ requestBody }) => preferredContent(requestBody?.content)?.mediaType),
  );
  if (types.size === 0) return "responses to polling";
  return types.has("application/json") ? "callbacks with JSON" : "callbacks as forms";
}
