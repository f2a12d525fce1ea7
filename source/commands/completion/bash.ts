import type {CommandRecord, ValueSource} from '../command.js';
import {listed, optionsOf, places, sourceAt, valuesOf} from './model.js';

export function bashCompletion(records: readonly CommandRecord[]): string {
	const commands = listed(records);
	return `# bash completion of millwright: eval "$(millwright completion bash)"
_millwright() {
	local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="" place=-1 index
	COMPREPLY=()
	for ((index = 1; index < COMP_CWORD; index++)); do
		[[ "\${COMP_WORDS[index]}" == -* ]] && continue
		if [[ -z "$command" ]]; then command="\${COMP_WORDS[index]}"; fi
		((place++))
	done
	if [[ -z "$command" && "$current" != -* ]]; then
		COMPREPLY=($(compgen -W "${commands.map(record => record.name).join(' ')} help" -- "$current"))
		return
	fi
	case "$command:$previous" in
${commands.flatMap(record => optionsOf(record).filter(([, option]) => option.type === 'string').map(([name, option]) => optionCase(record, name, {short: option.short, from: option.from}))).join('\n')}
	esac
	if [[ "$current" == -* ]]; then
		case "$command" in
${commands.map(record => `\t\t\t${record.name}) COMPREPLY=($(compgen -W "${optionsOf(record).map(([name]) => `--${name}`).join(' ')}" -- "$current")) ;;`).join('\n')}
			*) COMPREPLY=($(compgen -W "--help --version" -- "$current")) ;;
		esac
		return
	fi
	case "$command:$place" in
${commands.flatMap(record => places.filter(place => sourceAt(record, place) !== undefined).map(place => `\t\t${record.name}:${place}) ${reply(sourceAt(record, place))} ;;`)).join('\n')}
		help:0) COMPREPLY=($(compgen -W "${commands.map(record => record.name).join(' ')}" -- "$current")) ;;
	esac
}
complete -o nosort -F _millwright millwright`;
}

function optionCase(record: CommandRecord, name: string, {short, from}: {short: string | undefined; from: ValueSource | undefined}): string {
	const forms = [`${record.name}:--${name}`, ...(short === undefined ? [] : [`${record.name}:-${short}`])];
	return `\t\t${forms.join('|')}) ${reply(from)}; return ;;`;
}

function reply(source: ValueSource | undefined): string {
	const values = valuesOf(source);
	switch (values.kind) {
		case 'none': {
			return 'COMPREPLY=()';
		}

		case 'fixed': {
			return `COMPREPLY=($(compgen -W "${values.words.join(' ')}" -- "$current"))`;
		}

		case 'asked': {
			return `COMPREPLY=($(compgen -W "$(millwright words ${values.about} 2>/dev/null)" -- "$current"))`;
		}

		case 'files': {
			return 'COMPREPLY=($(compgen -f -- "$current"))';
		}

		case 'folders': {
			return 'COMPREPLY=($(compgen -d -- "$current"))';
		}
	}
}
