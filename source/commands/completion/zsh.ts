import type {CommandRecord, ValueSource} from '../command.js';
import {listed, optionsOf, quoted, valuesOf} from './model.js';

export function zshCompletion(records: readonly CommandRecord[]): string {
	const commands = listed(records);
	return `#compdef millwright
# zsh completion of millwright: eval "$(millwright completion zsh)"
_millwright_words() {
	local -a names
	names=(\${(f)"$(millwright words $1 2>/dev/null)"})
	compadd -a names
}
_millwright() {
	local -a commands
	commands=(
${commands.map(record => `\t\t${quoted(`${record.name}:${record.summary}`)}`).join('\n')}
	)
	if (( CURRENT == 2 )); then
		_describe 'command' commands
		_arguments '--help[Show the help.]' '--version[Print the version.]'
		return
	fi
	local command=$words[2]
	shift words
	(( CURRENT-- ))
	case $command in
${commands.map(record => `\t\t${record.name})\n\t\t\t_arguments -s ${specs(record).join(' \\\n\t\t\t\t')} ;;`).join('\n')}
		help) _describe 'command' commands ;;
	esac
}
compdef _millwright millwright`;
}

function specs(record: CommandRecord): string[] {
	const options = optionsOf(record).flatMap(([name, option]) => {
		const tail = `[${plain(option.words)}]${option.type === 'string' ? `:${plain(option.value ?? 'value').replaceAll(/[<>]/gv, '')}:${action(option.from)}` : ''}`;
		const many = option.multiple === true ? '*' : '';
		return [quoted(`${many}--${name}${option.type === 'string' ? '=' : ''}${tail}`), ...(option.short === undefined ? [] : [quoted(`${many}-${option.short}${tail}`)])];
	});
	const places = record.arguments.map((argument, index) => quoted(`${argument.many === true ? '*' : index + 1}:${plain(argument.name)}:${action(argument.from)}`));
	return [...options, ...places];
}

/** A colon or a bracket would end the part of a spec that it stands in. */
const plain = (text: string): string => text.replaceAll(/[:\[\]]/gv, ' ');

function action(source: ValueSource | undefined): string {
	const values = valuesOf(source);
	switch (values.kind) {
		case 'none': {
			return ' ';
		}

		case 'fixed': {
			return `(${values.words.join(' ')})`;
		}

		case 'asked': {
			return `{_millwright_words ${values.about}}`;
		}

		case 'files': {
			return '_files';
		}

		case 'folders': {
			return '_files -/';
		}
	}
}
