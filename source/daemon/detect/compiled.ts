import type {GateSpec} from '../../protocol/project.js';
import {entries, present} from './read.js';

type Marker = {file: string; gates: Array<Pick<GateSpec, 'name' | 'command' | 'proof'>>};

// The first marker of a tool wins: a wrapper that is in the repository comes before the program in PATH.
const tools: Marker[][] = [
	[{file: 'Cargo.toml', gates: [{name: 'cargo test', command: ['cargo', 'test'], proof: 'tests'}]}],
	[{file: 'go.mod', gates: [{name: 'go test', command: ['go', 'test', '-v', './...'], proof: 'tests'}, {name: 'go vet', command: ['go', 'vet', './...'], proof: 'exit'}]}],
	[
		{file: 'mvnw', gates: [{name: 'maven', command: ['./mvnw', '-B', 'verify'], proof: 'tests'}]},
		{file: 'pom.xml', gates: [{name: 'maven', command: ['mvn', '-B', 'verify'], proof: 'tests'}]},
	],
	[
		// Gradle prints no count of tests, and so only its exit code can be believed.
		{file: 'gradlew', gates: [{name: 'gradle', command: ['./gradlew', 'check'], proof: 'exit'}]},
		{file: 'build.gradle', gates: [{name: 'gradle', command: ['gradle', 'check'], proof: 'exit'}]},
		{file: 'build.gradle.kts', gates: [{name: 'gradle', command: ['gradle', 'check'], proof: 'exit'}]},
	],
	[{file: 'mix.exs', gates: [{name: 'mix test', command: ['mix', 'test'], proof: 'tests'}]}],
	[{file: 'Package.swift', gates: [{name: 'swift test', command: ['swift', 'test'], proof: 'tests'}]}],
];

/** Gates of projects whose build tool has one way to test: cargo, go, Maven, Gradle, mix, swift, dotnet. */
export async function compiledGates(folder: string): Promise<GateSpec[]> {
	const gates: GateSpec[] = [];
	for (const markers of tools) {
		const [source] = await present(folder, markers.map(({file}) => file));
		const marker = markers.find(({file}) => file === source);
		gates.push(...(marker?.gates ?? []).map(gate => ({...gate, timeout: 1800, source: marker?.file ?? '', setup: []})));
	}

	const names = await entries(folder);
	const solution = names.find(name => /\.(?:sln|slnx|csproj|fsproj)$/v.test(name));
	return solution === undefined ? gates : [...gates, {name: 'dotnet test', command: ['dotnet', 'test'], timeout: 1800, proof: 'tests', source: solution, setup: []}];
}
