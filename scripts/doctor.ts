import { systemClock } from '../src/platform/clock.ts';
import { readConfiguration } from '../src/platform/configuration.ts';
import { examine } from '../src/platform/doctor.ts';
import { finding, lineOf } from '../src/platform/finding.ts';
import { command } from './command.ts';

/** `npm run doctor`: checks a production set-up and says what to do; code 1 if anything is not as it should be. */
await command(async () => {
  const read = readConfiguration(process.env);
  const findings = read.ok ? await examine(read.configuration, systemClock) : read.faults.map((fault) => finding(false, 'Die Einstellungen sind vollständig und gültig.', fault));
  for (const each of findings) console.log(lineOf(each));
  const wrong = findings.filter((each) => !each.ok).length;
  console.log(wrong === 0 ? '\nAlles in Ordnung.' : `\n${wrong} ${wrong === 1 ? 'Punkt ist' : 'Punkte sind'} nicht in Ordnung.`);
  return wrong === 0 ? 0 : 1;
});
