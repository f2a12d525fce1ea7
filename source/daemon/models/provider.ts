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
	/** How to say where the key is looked for, without the key: "the variable ANTHROPIC_API_KEY". */
	keySource: string;
	/** The key, read now; undefined when the provider wants none. Throws MillwrightError `no-provider-key` when it is missing. */
	key(): Promise<string | undefined>;
};

/** Where a key is read from: an environment variable of the daemon, a file that holds it alone, or a program that prints it. */
export type KeySource = {env: string} | {file: string} | {command: readonly string[]};

/** One entry of `providers:` in config.yaml, which knows fewer wires. */
export type ProviderConfig = {
	wire: ProviderWire;
	/** The vendor's own address when not given. */
	baseUrl?: string;
	/** No key at all when not given, except at the vendor's own address. */
	keyFrom?: KeySource;
	/** The first is the model of every role at this provider; the vendor's usual ones when not given. */
	models?: readonly string[];
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

/** Throws MillwrightError `no-provider`, `unknown-provider`, `no-model`. */
export type ChooseModel = (wish: ModelWish) => Promise<ModelChoice>;
