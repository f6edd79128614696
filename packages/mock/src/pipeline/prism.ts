import type { IPrismComponents, IPrismDiagnostic, IPrismProxyConfig } from "@stoplight/prism-core";
import type { IHttpOperationConfig, IHttpResponse } from "@stoplight/prism-http";
import type { MockRequest } from "./mock-request.ts";
import type { Resource } from "./resource.ts";

/** Prism's settings for one request. */
export type PrismConfig = Omit<IPrismProxyConfig, "mock"> & { mock: IHttpOperationConfig };

/** The steps of Prism's pipeline, over our own requests and operations. */
export type PrismComponents = IPrismComponents<Resource, MockRequest, IHttpResponse, PrismConfig>;

export type Logger = PrismComponents["logger"];

/** The violations of a request or a response, as Prism's components exchange them. */
export type Diagnostic = IPrismDiagnostic;

export type Response = IHttpResponse;
