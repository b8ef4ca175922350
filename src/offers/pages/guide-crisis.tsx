import { usePage } from '../../platform/page-context.ts';
import { Icon } from '../../ui/icon.tsx';
import { Island } from '../../ui/island.tsx';
import { PhoneLink } from '../../ui/phone-link.tsx';
import { emergencyNumbers } from '../emergency.ts';
import { questionTexts } from '../question-texts.ts';
import { guideTexts } from '../texts.ts';

/** The weather report of the Deutscher Wetterdienst: public, and what anybody might look at. */
const ELSEWHERE = 'https://www.dwd.de/';

/** Who comes at once, and who knows about violence; the others follow. */
const FIRST = ['110', '112', '116 016', '116 111'];
const ordered = [...emergencyNumbers].sort((a, b) => rank(a.number) - rank(b.number));

function rank(number: string): number {
  return FIRST.includes(number) ? FIRST.indexOf(number) : FIRST.length;
}

/** Who may be in danger reads the numbers before anything else, and gets away with one touch. */
export function CrisisHelp() {
  const { language } = usePage();
  const t = questionTexts.in(language);
  const say = guideTexts.in(language);
  return (
    <section class="crisis" aria-labelledby="gefahr">
      <h2 id="gefahr">{t('crisis.title')}</h2>
      <p class="no-print">
        <quick-leave>
          <a class="kern-btn kern-btn--secondary" href={ELSEWHERE} rel="noreferrer nofollow"><Icon name="sign-out" /><span class="kern-label">{t('crisis.leave')}</span></a>
        </quick-leave>
      </p>
      <p>{say('emergency.lead')}</p>
      <ul class="crisis-numbers">
        {ordered.map(({ number, label }) => <li><PhoneLink number={number} large /> <span class="small">{say(label)}</span></li>)}
      </ul>
      <p class="small no-print">{t('crisis.leave.hint')}</p>
      <Island name="offers/quick-leave" />
    </section>
  );
}
