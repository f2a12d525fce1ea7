import {z} from 'zod';
import type {NewsItem} from '../../protocol/floor.js';
import type {Journal} from '../store/types.js';
import {News, type Headline} from './news.js';

// Of a day: what is older is read as if it were of today, because the log tells hours and minutes.
const span = 24 * 60 * 60 * 1000;
// Records; the audit journal is rewritten at a start when it has twice as many.
const kept = 10_000;

const record = z.object({
	type: z.literal('news'),
	level: z.enum(['info', 'good', 'warn', 'bad']),
	text: z.string(),
	project: z.string().optional(),
	task: z.string().optional(),
});

/**
News that outlasts the daemon: each is written into the audit journal, and what the last day has brought is read from there. One that cannot be
written is told nonetheless.
*/
export async function keepNews(audit: Journal, now = Date.now()): Promise<News> {
	const entries = await audit.read();
	const past = entries.filter(({at}) => at > now - span).flatMap(({seq, at, record: value}): NewsItem[] => {
		const headline = record.safeParse(value).data;
		return headline === undefined ? [] : [{...plain(headline), id: seq, at}];
	});
	const news = new News(past);
	if (entries.length >= 2 * kept) {
		// A full disk keeps it as it is.
		await audit.compact(({seq}) => seq > audit.last - kept).catch(() => {});
	}

	news.told.on(item => {
		audit.append({type: 'news', ...plain(item)}).catch(() => {});
	});
	return news;
}

const plain = ({level, text, project, task}: Headline): Headline => ({level, text, ...(project === undefined ? {} : {project}), ...(task === undefined ? {} : {task})});
