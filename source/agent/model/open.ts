import type {Conversation, ConversationOptions} from './conversation.js';

/** Opens the conversation over the wire that the brief names, loading only the SDK that it needs. */
export async function openConversation(options: ConversationOptions): Promise<Conversation> {
	switch (options.brief.wire) {
		case 'anthropic': {
			const {anthropicConversation} = await import('./anthropic.js');
			return anthropicConversation(options);
		}

		case 'openai-responses': {
			const {responsesConversation} = await import('./responses.js');
			return responsesConversation(options);
		}

		case 'openai-chat': {
			const {chatConversation} = await import('./chat.js');
			return chatConversation(options);
		}
	}
}
