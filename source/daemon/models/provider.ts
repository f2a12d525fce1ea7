import type {RoleKind, Wire} from '../../protocol/exchange.js';

/** The API that a provider speaks. The built-in agent speaks all but `gemini`. */
export type ProviderWire = Wire | 'gemini';

/** Where model calls can go. Its key is not part of it: `key` reads it when it is needed, and nothing keeps it. */
export type Provider = {
	/** anthropic, openai, local, or the name that the configuration gives it. */
	name: string;
	wire: ProviderWire;
	/** The address that the paths of the wire are appended to, without a closing slash; for the OpenAI wires it ends in /v1. */
	baseUrl: string;
	/** Whether this is the rehearsal server: the words are a script's, and it is sent the x-millwright-* headers. */
	rehearsal: boolean;
	/** The model of each kind of role, when nothing else is configured. Undefined: the endpoint is asked which it has. */
	models: Partial<Record<RoleKind, string>>;
	/** The key, read now; undefined when the provider wants none. @throws MillwrightError `no-provider-key` */
	key(): Promise<string | undefined>;
};

/** One entry of `providers:` in config.yaml. */
export type ProviderConfig = {
	wire: ProviderWire;
	baseUrl?: string;
	/** `env:NAME`, `file:/absolute/path` or `none`; by the wire's usual variable when not given. */
	keyFrom?: string;
	/** The model of every role at this provider. */
	model?: string;
};

/** One entry of `roles:` in config.yaml: who fills a role, by its name (reviewer) or its kind (verifier). */
export type RoleChoice = {provider?: string; model?: string};

export type ModelChoice = {
	provider: string;
	wire: ProviderWire;
	model: string;
	/** A verifier had to be of the builder's own provider: every screen says so. */
	singleProvider: boolean;
};

export type ModelWish = {
	/** The role's name: reviewer. */
	role: string;
	kind: RoleKind;
	/** For verifiers: who built, and is not to judge. */
	builderProvider?: string;
	/** For verifiers: providers that already judge, taken again only when there is no third. */
	avoid?: readonly string[];
	/** Wires that the agent speaks; all that the built-in agent speaks when not given. */
	wires?: readonly ProviderWire[];
	providers: readonly Provider[];
	/** The roles section of the configuration, or of the project's pipeline. */
	roles?: Readonly<Record<string, RoleChoice>>;
};

/** @throws MillwrightError `no-provider`, `unknown-provider`, `no-model` */
export type ChooseModel = (wish: ModelWish) => Promise<ModelChoice>;
