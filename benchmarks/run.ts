// `npm run bench [name…] [-- --quick]`: measures, prints a table per section, ends with code 1 if a goal is missed.
import { measureDirectory } from './directory.ts';
import { measureDuplicates } from './duplicates.ts';
import { measureDrill } from './drill.ts';
import { measureFigures } from './figures.ts';
import { measureKitaLetters } from './kita-letters.ts';
import { measureKitaRush } from './kita-rush.ts';
import { measureKitaWay } from './kita-way.ts';
import { measureKitaSearch } from './kita-search.ts';
import { measureKitaRound } from './kita-round.ts';
import { measureMatrix } from './matrix.ts';
import { measureMonitoring } from './monitoring.ts';
import { measurePages } from './pages.ts';
import { measureSearch } from './search/run.ts';
import { isMet, tableOf, type Section } from './report.ts';
import { measureWriters } from './writers.ts';

const sections: Record<string, (isQuick: boolean) => Promise<Section>> = {
  'kita-letters': measureKitaLetters, 'kita-round': measureKitaRound, 'kita-rush': measureKitaRush, 'kita-way': measureKitaWay, 'kita-search': measureKitaSearch, directory: measureDirectory, search: measureSearch, duplicates: measureDuplicates, matrix: measureMatrix, monitoring: measureMonitoring, figures: measureFigures, pages: measurePages, writers: measureWriters, drill: measureDrill,
};

const chosen = process.argv.slice(2).filter((argument) => argument !== '--quick');
const isQuick = process.argv.includes('--quick');
const unknown = chosen.filter((name) => !(name in sections));
if (unknown.length > 0) {
  process.stderr.write(`Unknown: ${unknown.join(', ')}. There are: ${Object.keys(sections).join(', ')}.\n`);
  process.exit(2);
}

const missed: string[] = [];
for (const name of chosen.length > 0 ? chosen : Object.keys(sections)) {
  process.stderr.write(`… ${name}${isQuick ? ' (small sizes: the figures say nothing about the goals)' : ''}\n`);
  const section = await sections[name]!(isQuick);
  process.stdout.write(`${tableOf(section)}\n`);
  missed.push(...section.measurements.filter((one) => !isMet(one)).map((one) => `${name}: ${one.what}`));
}
process.stdout.write(missed.length === 0 ? 'All goals met.\n' : `Goals missed: ${missed.length}\n${missed.map((one) => `  – ${one}`).join('\n')}\n`);
process.exitCode = missed.length === 0 ? 0 : 1;
